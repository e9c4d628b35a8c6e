//! README.md and ARCHITECTURE.md keep their word: commands run as written, replies come as shown, named tests exist.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::Command;

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the page")
}

/// The fenced blocks of a page in their order, each with its language.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let fenced = page.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).collect()
}

/// The words of a reply, however its lines are wrapped.
fn words(reply: &str) -> Vec<&str> {
    reply.split_whitespace().filter(|word| *word != "│").collect()
}

/// Runs a line in a shell, in the repository, with the program under test as `sayswho`: its exit code and its output.
#[cfg(unix)]
fn run(line: &str, home: &Path) -> (Option<i32>, String) {
    let program = assert_cmd::cargo::cargo_bin("sayswho");
    let folder = program.parent().expect("its folder").display();
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .envs([("HOME", home.display().to_string()), ("PATH", format!("{folder}:/usr/bin:/bin"))])
        .stdin(std::process::Stdio::null())
        .output()
        .expect("a shell");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
}

#[cfg(unix)]
#[test]
fn every_command_of_the_readme_does_what_is_written_there() {
    let home = tempfile::tempdir().expect("a folder");
    let readme = page("README.md");
    let blocks = blocks(&readme);
    let mut shown = 0;
    for (index, (_, lines)) in blocks.iter().enumerate().filter(|(_, (language, _))| *language == "sh") {
        let mut said = String::new();
        // The tests are running already.
        for line in lines.lines().filter(|line| !line.starts_with("cargo test")) {
            let command = match line.strip_prefix("cargo run --release") {
                // The chat ends with its input; without any it would say nothing.
                Some(arguments) => format!("echo '/stance palestine' | sayswho{}", arguments.replacen(" --", "", 1)),
                None => line.to_owned(),
            };
            let (code, output) = run(&command, home.path());
            let expected = if line.ends_with("# exit code 1") { 1 } else { 0 };
            assert_eq!(code, Some(expected), "{line}\n{output}");
            assert_ne!(output, "", "{line}");
            said.push_str(&output);
        }
        if let Some(("text", reply)) = blocks.get(index + 1) {
            assert_eq!(words(&said), words(reply), "{lines}");
            shown += 1;
        }
    }
    assert_eq!(shown, 3, "replies that the page shows");
}

#[test]
fn to_run_and_to_test_it_takes_one_command_each() {
    let readme = page("README.md");
    for (heading, command) in [("## Run it\n", "cargo run --release\n"), ("## Test it\n", "cargo test\n")] {
        let section = readme.split(heading).nth(1).and_then(|rest| rest.split("\n## ").next()).expect(heading);
        assert_eq!(blocks(section), [("sh", command)]);
    }
}

#[test]
fn every_test_and_file_that_the_architecture_names_is_there() {
    let architecture = page("ARCHITECTURE.md");
    let mut tests = 0;
    for name in architecture.split('`').skip(1).step_by(2) {
        let (path, test) = name.split_once("::").map_or((name, None), |(path, test)| (path, Some(test)));
        let is_path = ["src/", "tests/", "knowledge/", "locales/", "data/", "benches/", "scripts/"];
        if !is_path.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(), "{path} is not there");
        if let Some(test) = test {
            assert!(page(path).contains(&format!("fn {test}(")), "{path} has no test {test}");
            tests += 1;
        }
    }
    assert!(tests > 0, "the page names tests as `tests/file.rs::test`");
}
