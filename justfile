# One word for each routine. `just` lists them.

_list:
    @just --list --unsorted

# The chat on the library in knowledge/
run *arguments:
    cargo run --release -- {{arguments}}

# All tests
test *arguments:
    cargo test {{arguments}}

# The property tests on many more cases than `just test` takes
hunt cases="5120":
    PROPTEST_CASES={{cases}} cargo test --features matrix-mock --lib --test suite

# Prove the library
check:
    cargo run --quiet -- check

# Put the library's own questions
eval *arguments:
    cargo run --quiet -- eval {{arguments}}

# Side by side with peers
bench *arguments:
    cargo bench -p sayswho-bench {{arguments}}

# All that CI runs
ci:
    .ci/run
