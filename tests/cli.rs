//! The program as it is run: arguments, standard input and output, exit codes.

use crate::garden;
use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

/// A home of its own, with the garden's library in `garden/`.
fn home() -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    garden::write_to(&home.path().join("garden"));
    home
}

/// The program in `home`, with nothing else in its environment.
fn sayswho(home: &Path) -> Command {
    let mut command = Command::cargo_bin("sayswho").expect("the program");
    command.env_clear().env("HOME", home).current_dir(home);
    command
}

/// The program on the garden's library.
fn on_garden(home: &Path) -> Command {
    let mut command = sayswho(home);
    command.args(["--library", "garden"]);
    command
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.output().expect("it runs").stdout).expect("UTF-8")
}

fn json_lines(output: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(output).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_built_in_library_answers_from_any_folder() {
    let home = tempfile::tempdir().expect("a folder");
    let topics = stdout(sayswho(home.path()).arg("topics"));
    assert!(topics.starts_with("Topics\n\n  1. "), "{topics}");
}

#[test]
fn a_topic_is_shown_without_colour_or_wrapping() {
    let home = home();
    let command = |topic: &str| {
        let mut command = on_garden(home.path());
        command.args(["--language", "tr", "stance", topic]);
        command
    };
    command("budget").assert().success().stderr("").stdout(
        "Money\n\n\
         Emil Voss, treasurer (The Leaf tarafından aktarıldı)\n\
         │ the club cannot afford a new greenhouse this year\n  \
           dolaylı anlatım\n  \
           The Leaf, tüzük üzerine, paragraf 3 · the-leaf:p3.8-16\n",
    );
    command("the moon").assert().code(1);
}

#[test]
fn exit_codes_tell_yes_from_no() {
    let home = home();
    for (arguments, code) in [
        (&["quote", "shed", "repaired"][..], 0),
        (&["quote", "zebra"], 1),
        (&["verify", "Dogs are welcome on a lead."], 0),
        (&["verify", "Emil Voss: “Dogs are welcome on a lead.”"], 1),
        (&["verify", "Dogs are not welcome on a lead."], 1),
        (&["context", "the-leaf:p4.12-17"], 0),
        (&["context", "the-leaf:p99.1-2"], 1),
        (&["cite", "the-leaf:p4.12-17"], 0),
        (&["cite", "the-leaf:p4.12-17", "bibtex"], 0),
        (&["cite", "the-leaf:p4.12-17", "footnotes"], 1),
        (&["cite", "the-leaf:p99.1-2", "bibtex"], 1),
        (&["quote", "shed speaker:lind"], 1),
        (&["quote", "shed speaker:nobody"], 1),
        (&["quote"], 2),
        (&["cite"], 2),
        (&["stance"], 0),
        (&["topics"], 0),
        (&["sources"], 0),
        (&["ask", "--json", "🙂"], 1),
        (&["ask"], 2),
        (&["--language", "de", "topics"], 2),
        (&["frobnicate"], 2),
    ] {
        on_garden(home.path()).args(arguments).assert().code(code);
    }
}

#[test]
fn the_library_is_the_flags_then_the_environments_then_the_configurations_then_the_one_beside_it() {
    let home = tempfile::tempdir().expect("a folder");
    let missing = |command: &mut Command, folder: &str| {
        let next = "Check the path; a library is a folder with library.toml and sources/ in it";
        let message = format!("error: there is no folder `{folder}`. {next}\n");
        command.arg("topics").assert().code(2).stdout("").stderr(message);
    };
    fs::write(home.path().join("config.toml"), "[bot]\nlibrary = \"configured\"").expect("a file");
    let environment = |command: &mut Command| {
        command.env("SAYSWHO_LIBRARY", "/environment");
    };
    missing(&mut sayswho(home.path()), "configured");
    let mut command = sayswho(home.path());
    environment(&mut command);
    missing(&mut command, "/environment");
    let mut command = sayswho(home.path());
    environment(&mut command);
    missing(command.args(["--library", "flag"]), "flag");

    fs::write(home.path().join("config.toml"), "").expect("a file");
    garden::write_to(&home.path().join("knowledge"));
    let topics = stdout(sayswho(home.path()).arg("topics"));
    assert_eq!(topics, "Topics\n\n  1. The pond (4 quotes)\n  2. Money (1 quote)\n");
}

#[test]
fn a_wrong_configuration_ends_it_with_the_place_and_the_next_step() {
    let home = home();
    fs::write(home.path().join("other.toml"), "[bot]\n\nlanguag = \"en\"").expect("a file");
    sayswho(home.path()).args(["--config", "other.toml", "topics"]).assert().code(2).stderr(
        "error: other.toml:3: unknown field `languag`, expected `language` or `library`. The fields are described in \
         the config.toml that ships with sayswho; if this file is another program's, name yours with --config\n",
    );
    sayswho(home.path()).args(["--config", "none.toml", "topics"]).assert().code(2).stderr(
        "error: can not read `none.toml`: No such file or directory (os error 2). Check the path that --config gives\n",
    );
    on_garden(home.path()).env("SAYSWHO_LOG", "a=b=c").arg("topics").assert().code(2).stderr(
        "error: SAYSWHO_LOG=a=b=c: this is no filter for the log. Write a level (error, warn, info, debug, trace) or \
         `sayswho=debug`\n",
    );
}

#[test]
fn the_language_is_the_flags_then_the_environments_then_the_configurations() {
    let home = home();
    let config = |language: &str| {
        let text = format!("[bot]\nlibrary = \"garden\"\nlanguage = \"{language}\"");
        fs::write(home.path().join("config.toml"), text).expect("a file");
    };
    config("ru");
    assert!(stdout(sayswho(home.path()).arg("topics")).starts_with("Темы\n"));
    assert!(stdout(sayswho(home.path()).env("SAYSWHO_LANGUAGE", "az").arg("topics")).starts_with("Mövzular\n"));
    let mut command = sayswho(home.path());
    command.env("SAYSWHO_LANGUAGE", "az").args(["topics", "--language", "tr"]);
    assert!(stdout(&mut command).starts_with("Konular\n"));
}

#[test]
fn ask_writes_one_line_for_each_whatever_it_reads() {
    let home = home();
    let input = [
        r#"{"id":1,"text":"🙂"}"#,
        r#"{"id":"b","text":""}"#,
        "not json",
        r#"{"id":4}"#,
        "[1,2]",
        "",
        r#"{"text":"no id","more":true}"#,
    ];
    let assert = on_garden(home.path()).args(["ask", "--jsonl"]).write_stdin(input.join("\n")).assert().code(1);
    let lines = json_lines(&assert.get_output().stdout);
    assert_eq!(lines.len(), input.len());
    for (line, id) in [(0, json!(1)), (1, json!("b"))] {
        let none = json!({
            "id": id, "outcome": "none", "entry": null, "question": null, "score": 0.0, "quotes": [],
            "suggestions": [], "silence": "no-words", "topics": [], "person": null, "candidates": [],
        });
        assert_eq!(lines[line], none);
    }
    assert_eq!(lines[2], json!({"id": null, "error": "line 3 is no JSON: expected ident at line 1 column 2"}));
    assert_eq!(lines[3], json!({"id": 4, "error": "line 4 has no \"text\" that is a string"}));
    assert_eq!(lines[4], json!({"id": null, "error": "line 5 is no object; write {\"id\":…,\"text\":…}"}));
    assert_eq!(
        lines[5],
        json!({"id": null, "error": "line 6 is no JSON: EOF while parsing a value at line 1 column 0"})
    );
    assert_eq!(lines[6]["id"], Value::Null);
    assert!(lines[6].get("error").is_none(), "an id may be left out");
}

#[test]
fn ask_gives_the_whole_answer_as_json() {
    let home = home();
    let input = r#"{"id":7,"text":"Is the pond free for everyone?"}"#;
    let assert = on_garden(home.path()).args(["ask", "--jsonl"]).write_stdin(input).assert().code(0);
    let line = &json_lines(&assert.get_output().stdout)[0];
    let exact = "The pond stays open to everyone, and nobody will be asked to pay for it";
    let start = garden::TEXT.find(exact).expect("the passage");
    assert_eq!(line["outcome"], "answer");
    assert_eq!(line["entry"], "pond-free");
    assert_eq!(line["question"], "Is the pond free for everyone?");
    assert_eq!(
        line["quotes"][0],
        json!({
            "id": "the-leaf:p2.1-15", "exact": exact, "source": "the-leaf", "start": start,
            "end": start + exact.len(), "paragraph": 2, "speaker": "rosa-lind", "speaker_name": "Rosa Lind",
            "mode": "direct",
        })
    );
    assert_eq!(line["quotes"].as_array().map(Vec::len), Some(3), "other voices come after it");
}

#[test]
fn verify_gives_verdict_passages_differences_and_attribution_as_json() {
    let home = home();
    let input = r#"{"id":1,"text":"Emil Voss: “Dogs are not welcome on a lead.”"}"#;
    let assert = on_garden(home.path()).args(["verify", "--jsonl"]).write_stdin(input).assert().code(0);
    let exact = "Dogs are welcome on a lead.";
    let start = garden::TEXT.find(exact).expect("the passage");
    let at = start + "Dogs are ".len();
    let expected = json!({
        "id": 1, "verdict": "altered", "claimed_speaker": "emil-voss", "claimed_name": "Emil Voss",
        "attribution": "wrong",
        "passages": [{
            "id": "the-leaf:p4.12-17", "exact": exact, "source": "the-leaf", "start": start,
            "end": start + exact.len(), "paragraph": 4, "speaker": "the-leaf", "speaker_name": "The Leaf",
            "mode": "own",
        }],
        "differences": [{
            "kind": "inserted", "sense": "negation-added", "counts": true, "original": "", "claimed": "not",
            "claim": [23, 26], "source": "the-leaf", "start": at, "end": at,
        }],
    });
    assert_eq!(json_lines(&assert.get_output().stdout), [expected]);
}

#[test]
fn passages_surroundings_and_citations_come_as_json_too() {
    let home = home();
    let run = |command: &str, texts: &[&str]| {
        let line = |(id, text): (usize, &&str)| format!("{}\n", json!({ "id": id, "text": text }));
        let input: String = texts.iter().enumerate().map(line).collect();
        let assert = on_garden(home.path()).args([command, "--jsonl"]).write_stdin(input).assert();
        json_lines(&assert.get_output().stdout)
    };
    let found = run("quote", &["dogs lead", "the club speaker:voss", "zebra", "x speaker:nobody", " "]);
    let first = &found[0]["passages"][0];
    assert_eq!((&found[0]["total"], &first["exact"]), (&json!(1), &json!("Dogs are welcome on a lead.")));
    assert_eq!(first["marks"], json!([[0, 4], [22, 26]]));
    assert_eq!(found[1]["passages"][0]["speaker"], json!("emil-voss"));
    assert_eq!((&found[2]["total"], &found[2]["passages"]), (&json!(0), &json!([])));
    assert_eq!(found[3], json!({ "id": 3, "error": "nobody called `nobody` speaks in the texts" }));
    assert_eq!(found[4]["total"], json!(0));

    let around = run("context", &["the-leaf:p2.1-6", "the-leaf:p99.1-2"]);
    let numbers: Vec<_> = around[0]["paragraphs"].as_array().expect("a list").iter().map(|p| &p["number"]).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(around[0]["quote"]["speaker"], json!("rosa-lind"));
    assert_eq!(around[1]["error"], json!("there is no quote `the-leaf:p99.1-2`, or it has no one speaker"));

    let cited = run("cite", &["the-leaf:p2.1-6 bibtex", "the-leaf:p2.1-6 footnotes"]);
    assert_eq!(cited[0]["style"], json!("bibtex"));
    assert!(cited[0]["citation"].as_str().expect("text").starts_with("@article{the-leaf,\n"), "{}", cited[0]);
    assert!(cited[1]["error"].as_str().expect("text").starts_with("there is no style `footnotes`; there are "));
}

#[test]
fn a_line_too_long_to_read_is_passed_over_and_the_next_one_answered() {
    let home = home();
    let input = format!("{{\"id\":1,\"text\":\"{}\"}}\n{{\"id\":2,\"text\":\"🙂\"}}\n", "x".repeat(1 << 21));
    let assert = on_garden(home.path()).args(["ask", "--jsonl"]).write_stdin(input).assert().code(1);
    let lines = json_lines(&assert.get_output().stdout);
    assert_eq!(lines[0], json!({"id": null, "error": "line 1 is longer than 1048576 bytes"}));
    assert_eq!((lines.len(), &lines[1]["id"]), (2, &json!(2)));
}

#[test]
fn check_reports_on_a_clean_library() {
    let home = home();
    on_garden(home.path()).arg("check").assert().code(0).stdout(
        "sources: 1; people: 3; topics: 2; entries: 6; questions: 72 (en 48, az 0, tr 12, ru 12, ar 0); \
         refusals: 14; tests: 2\n\
         coverage of the-leaf: 8 of 8 sentences that make a claim are quoted (100 %)\n\
         no problems\n",
    );
}

#[test]
fn a_broken_entry_is_left_out_loudly_and_nothing_else_is() {
    let home = home();
    let path = home.path().join("garden/entries/all.toml");
    let broken =
        fs::read_to_string(&path).expect("a file").replace("Dogs are welcome on a lead.", "Dogs must stay out.");
    fs::write(&path, broken).expect("a file");

    let check = on_garden(home.path()).arg("check").assert().code(1);
    let report = String::from_utf8_lossy(&check.get_output().stdout).into_owned();
    assert!(report.contains("quote-not-in-source"), "{report}");
    assert!(report.contains("  not quoted, paragraph 4: Dogs are welcome on a lead.\n"), "{report}");
    assert!(report.ends_with("1 error\n"), "{report}");

    let warning = "warning: 1 problem in the library; run `sayswho check`\n";
    on_garden(home.path()).args(["stance", "pond"]).assert().code(0).stderr(warning);
}

#[test]
fn without_a_terminal_each_line_gets_its_answer() {
    let home = home();
    let input = "/stance money\n\n/context the-leaf:p1.1-3\n/language tr\n/nothing\n";
    on_garden(home.path()).write_stdin(input).assert().code(0).stderr("").stdout(
        "Money\n\n\
         Emil Voss, treasurer, as reported by The Leaf\n\
         │ the club cannot afford a new greenhouse this year\n  \
           reported speech\n  \
           The Leaf on the statute, paragraph 3 · the-leaf:p3.8-16\n\
         \n  \
           1  ▸The garden club◂ met on Sunday to vote on its statute.\n  \
           2  “The pond stays open to everyone, and nobody will be asked to pay for it,” said Rosa Lind, who chairs \
         the club. “I will not sign any rule that closes the gate at night.”\n  \
           The Leaf · the source’s own words\n  \
           The Leaf on the statute, paragraph 1 · the-leaf:p1.1-3\n\
         \n\
         Only the marked words are those of the speaker named; the words around them may be anyone’s.\n\
         \n\
         Yanıtlar artık Türkçe.\n\
         \n\
         “nothing” diye bir komut yok.\n\
         Neler sorulabilir: /help\n",
    );
    on_garden(home.path()).write_stdin("/quit\n/topics\n").assert().code(0).stdout("");
}

#[test]
fn a_reader_who_has_read_enough_is_no_error() {
    let home = home();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("sayswho"))
        .args(["--library", "garden"])
        .env_clear()
        .env("HOME", home.path())
        .current_dir(home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    // The program may have ended before all is written, which is what this is about.
    let _ = child.stdin.take().expect("a pipe").write_all(&b"/topics\n".repeat(10_000));
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn the_trained_matcher_is_kept_and_a_bad_cache_does_no_harm() {
    let home = home();
    let cache = home.path().join("cache");
    let topics = |cache: &Path| {
        let mut command = on_garden(home.path());
        command.env("SAYSWHO_CACHE_DIR", cache).args(["stance", "pond"]);
        command.assert().code(0)
    };
    topics(&cache).stderr("");
    let files: Vec<_> = fs::read_dir(&cache).expect("the cache").map(|entry| entry.expect("a file").path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    fs::write(&files[0], "damaged").expect("a file");
    topics(&cache).stderr("");
    let warned = topics(&files[0]);
    let warned = String::from_utf8_lossy(&warned.get_output().stderr).into_owned();
    assert!(warned.contains("WARN") && warned.contains("can not keep the trained matcher in"), "{warned}");
    assert_eq!(warned.lines().count(), 1, "{warned}");
}

#[test]
fn eval_counts_by_language_and_kind_and_fails_below_its_thresholds() {
    let home = home();
    let assert = on_garden(home.path()).args(["eval", "--min-right", "101", "--min-refused", "0"]).assert().code(1);
    let report = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    for line in
        ["in the texts       number    right    wrong  refused  suggested\n  all                   1", "  far  "]
    {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
    assert!(report.contains("missed: right ") && report.ends_with(" %, at least 101 % wanted\n"), "{report}");

    let mine = "[[question]]\ntext = \"how tall is the moon\"\nkind = \"sky\"\nrefuse = true\n";
    fs::write(home.path().join("mine.toml"), mine).expect("a file");
    let report = stdout(on_garden(home.path()).args(["eval", "--questions", "mine.toml"]));
    assert!(report.starts_with("not in the texts"), "{report}");
    assert!(report.contains("\n  sky                   1"), "{report}");
    on_garden(home.path()).args(["eval", "--questions", "none.toml"]).assert().code(2).stderr(
        "error: can not read `none.toml`: No such file or directory (os error 2). Check that it exists and that you \
         may read it\n",
    );
}

#[test]
fn classify_labels_each_line_and_needs_no_library() {
    let home = tempfile::tempdir().expect("a folder");
    let train = "water the roses\twater\nthe beds are dry\twater\n\nmow the lawn\tgrass\ncut the grass\tgrass\n";
    fs::write(home.path().join("train.tsv"), train).expect("a file");
    let classify = |file: &str, input: &str| {
        let mut command = sayswho(home.path());
        command.args(["classify", "--train", file, "--jsonl"]).write_stdin(input.to_owned()).assert()
    };
    let assert = classify("train.tsv", "{\"id\":1,\"text\":\"mow the lawn\"}\nno\n").code(1);
    let lines = json_lines(&assert.get_output().stdout);
    assert_eq!(
        (&lines[0]["id"], &lines[0]["label"], &lines[0]["accepted"]),
        (&json!(1), &json!("grass"), &json!(true))
    );
    assert_eq!(lines[0]["score"], lines[0]["ranked"][0][1]);
    assert_eq!(lines[0]["ranked"][1][0], "water");
    assert_eq!(lines[1]["error"], "line 2 is no JSON: expected ident at line 1 column 2");

    fs::write(home.path().join("bad.tsv"), "a\tb\nno tab\n").expect("a file");
    classify("bad.tsv", "")
        .code(2)
        .stderr("error: bad.tsv:2: there is no tab. Write `phrasing<TAB>label` on each line\n");
}

#[test]
fn help_tells_the_exit_codes() {
    let home = home();
    let help = stdout(sayswho(home.path()).arg("--help"));
    assert!(help.contains("Exit codes: 0 an answer, or no problems; 1 no answer, or problems; 2 could not run."));
}
