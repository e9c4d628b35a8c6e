//! The terminal: a chat where there is one, and lines in, answers out where there is none.
//!
//! An adapter: the only I/O is reading lines, writing replies, and the history file. What a line means, `session` knows;
//! how a reply looks, `render`.
//! Called by: `cli`.

mod complete;
mod render;
mod session;
mod wrap;

pub use render::{Look, render};
pub use session::{Session, Turn};

use crate::library::Language;
use crate::reply::Block;
use crate::service::Service;
use anstream::{AutoStream, ColorChoice};
use complete::Assistant;
use rustyline::config::{BellStyle, CompletionType, Config};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, Editor};
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::Path;

/// The longest line that is read from a pipe, in bytes; what is longer is parted here.
const LINE_BYTES: u64 = 1 << 20;
/// What stands before what is typed.
const PROMPT: &str = "› ";
/// The history's file in the state folder.
const HISTORY_FILE: &str = "history";

/// Runs until the user leaves or the input ends. `state_dir` is where the history is kept; `None`: it is not.
///
/// # Errors
/// Where the terminal, standard input or standard output fails.
pub fn run(service: &Service, language: Language, state_dir: Option<&Path>) -> io::Result<()> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        chat(service, language, state_dir)
    } else {
        pipe(service, language, &mut io::stdin().lock(), &mut anstream::stdout().lock())
    }
}

/// Writes blocks as standard output shows them: wrapped to a terminal, as they are elsewhere.
///
/// # Errors
/// Whatever standard output says.
pub fn show(blocks: &[Block], language: Language, prefix: &str) -> io::Result<()> {
    let columns = io::stdout().is_terminal().then(columns).flatten();
    let mut out = anstream::stdout().lock();
    out.write_all(render(blocks, Look { columns, prefix, language }).as_bytes())?;
    out.flush()
}

fn columns() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Answers each line of `input`; an empty line stands between two answers.
fn pipe(service: &Service, language: Language, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    let mut session = Session::new(service, language, false);
    let mut first = true;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LINE_BYTES).read_until(b'\n', &mut line)? == 0 {
            return out.flush();
        }
        match session.line(&String::from_utf8_lossy(&line)) {
            Turn::Nothing => continue,
            Turn::Quit => return out.flush(),
            Turn::Say(blocks) => {
                if !std::mem::take(&mut first) {
                    writeln!(out)?;
                }
                let look = Look { columns: None, prefix: session::PREFIX, language: session.language() };
                out.write_all(render(&blocks, look).as_bytes())?;
                // Whoever waits for an answer before sending the next line must get it.
                out.flush()?;
            }
        }
    }
}

fn chat(service: &Service, language: Language, state_dir: Option<&Path>) -> io::Result<()> {
    let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let mut editor = editor(service, language, colour).map_err(io::Error::other)?;
    let history = state_dir.map(|folder| folder.join(HISTORY_FILE));
    if let Some(history) = &history {
        open_history(&mut editor, history);
    }
    let mut session = Session::new(service, language, true);
    show(&session.welcome(), language, session::PREFIX)?;
    loop {
        writeln!(io::stdout())?;
        let line = match editor.readline(PROMPT) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(()),
            Err(ReadlineError::Io(error)) => return Err(error),
            Err(error) => return Err(io::Error::other(error)),
        };
        remember(&mut editor, &line, history.as_deref());
        match session.line(&line) {
            Turn::Nothing => {}
            Turn::Quit => return Ok(()),
            Turn::Say(blocks) => {
                writeln!(io::stdout())?;
                show(&blocks, session.language(), session::PREFIX)?;
            }
        }
        if let Some(assistant) = editor.helper_mut() {
            assistant.language = session.language();
        }
    }
}

type Line<'s> = Editor<Assistant<'s>, FileHistory>;

fn editor(service: &Service, language: Language, colour: bool) -> rustyline::Result<Line<'_>> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .bell_style(BellStyle::None)
        .history_ignore_space(true)
        .color_mode(if colour { ColorMode::Enabled } else { ColorMode::Disabled })
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(Assistant { service, language, colour }));
    Ok(editor)
}

/// A history that can not be read or kept is no reason not to chat.
fn open_history(editor: &mut Line<'_>, path: &Path) {
    if let Some(folder) = path.parent()
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        tracing::debug!("no history: can not make `{}`: {error}", folder.display());
    }
    if path.exists()
        && let Err(error) = editor.load_history(path)
    {
        tracing::debug!("can not read the history `{}`: {error}", path.display());
    }
}

fn remember(editor: &mut Line<'_>, line: &str, history: Option<&Path>) {
    let added = editor.add_history_entry(line).unwrap_or(false);
    if let Some(path) = history.filter(|_| added)
        && let Err(error) = editor.append_history(path)
    {
        tracing::debug!("can not keep the history in `{}`: {error}", path.display());
    }
}
