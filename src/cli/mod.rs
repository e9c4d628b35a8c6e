//! The commands: arguments in, text and an exit code out. One file for each command.
//!
//! Only reads arguments, sets up the service, and prints: what is answered, `service` knows. What is printed here for
//! curators (diagnostics, figures) is English; what is printed for readers comes from locales/.
//! Called by: `main`.

mod ask;
mod check;
mod cite;
mod classify;
mod context;
#[cfg(feature = "platforms")]
mod doctor;
mod eval;
#[cfg(feature = "platforms")]
mod gaps;
mod log;
mod machine;
#[cfg(feature = "matrix")]
mod matrix;
mod quote;
pub mod report;
#[cfg(feature = "platforms")]
mod run;
mod script;
mod setup;
mod sources;
mod stance;
mod topics;
mod verify;

use crate::config::ConfigError;
use crate::library::Language;
use crate::platform::console;
use crate::shelf::ShelfError;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;
use clap::{Args, Parser, Subcommand};
use setup::Setup;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// What stands before a command's name where a reply names one.
const PREFIX: &str = "sayswho ";
/// The answer is no: nothing found, a problem in the library, a threshold missed.
const NO: u8 = 1;
/// It could not run: wrong arguments, no configuration, no library, no output.
const COULD_NOT_RUN: u8 = 2;

#[cfg(feature = "platforms")]
const SET_UP: &str = "For Discord, set DISCORD_TOKEN to the bot's token, or name a file that holds it in config.toml, \
    [discord] token_file; docs/discord.md shows each step. For Matrix, see docs/matrix.md";

const EXIT_CODES: &str = "Exit codes: 0 an answer, or no problems; 1 no answer, or problems; 2 could not run.";

/// Asks what texts say: the verbatim quote, who said it, and where it stands. Without a command: a chat.
#[derive(Debug, Parser)]
#[command(version, after_help = EXIT_CODES, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, Args)]
struct Global {
    /// The library's folder [default: what config.toml names, else knowledge/ beside it, else the built-in one]
    #[arg(long, global = true, value_name = "DIR")]
    library: Option<PathBuf>,
    /// The configuration [default: config.toml in this folder, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The language of replies [default: what config.toml says, else the library's own]
    #[arg(long, global = true, value_name = "CODE", value_parser = language_parser())]
    language: Option<Language>,
}

fn language_parser() -> impl clap::builder::TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::code))
        .map(|code| Language::from_code(&code).unwrap_or_default())
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Be on every platform that is set up, until Ctrl-C or SIGTERM
    #[cfg(feature = "platforms")]
    Run(run::Run),
    /// Look whether all is set up for `run`, and say what to do where it is not
    #[cfg(feature = "platforms")]
    Doctor(doctor::Doctor),
    /// Answer a question with a quote
    Ask(ask::Ask),
    /// Show what the texts say on a topic
    Stance(stance::Stance),
    /// Find passages that hold these words
    Quote(quote::Quote),
    /// Check whether a quote is real, and whose words it is
    Verify(verify::Verify),
    /// Show the paragraphs around a quote
    Context(context::Context),
    /// Cite the text in which a quote stands
    Cite(cite::Cite),
    /// List the topics
    Topics(topics::Topics),
    /// List the sources, and who speaks in them
    Sources(sources::Sources),
    /// Check the library: report every problem, and how much of the texts is quoted
    Check(check::Check),
    /// Put the library's own test questions, and count right, wrong and refused
    Eval(eval::Eval),
    /// Sign the bot in to Matrix
    #[cfg(feature = "matrix")]
    Matrix(matrix::Matrix),
    /// List the questions that the bot could not answer, or not as they were meant
    #[cfg(feature = "platforms")]
    Gaps(gaps::Gaps),
    /// Label texts by labelled phrasings, without a library
    Classify(classify::Classify),
}

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    #[error("can not read `{path}`: {error}. Check that it exists and that you may read it", path = path.display())]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("{path}:{line}: there is no tab. Write `phrasing<TAB>label` on each line", path = path.display())]
    NoLabel { path: PathBuf, line: usize },
    #[cfg(feature = "matrix")]
    #[error(transparent)]
    Matrix(#[from] crate::platform::matrix::Stop),
    #[cfg(feature = "platforms")]
    #[error("no platform is set up. {}", SET_UP)]
    NoPlatform,
    #[cfg(all(feature = "platforms", not(feature = "matrix")))]
    #[error(
        "a Matrix homeserver is set, but this sayswho was built without Matrix. Build it with --features matrix, or take \
         [matrix] homeserver out of config.toml"
    )]
    NoMatrix,
    #[cfg(feature = "discord")]
    #[error(transparent)]
    Discord(#[from] crate::platform::discord::Stop),
    #[cfg(feature = "platforms")]
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Reads the arguments and runs the command.
pub fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        // Whoever reads our output has read enough (`sayswho topics | head -1`).
        Err(Failure::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            anstream::eprintln!("{}error:{:#} {failure}", setup::ALERT, setup::ALERT);
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let setup = || Setup::load(&arguments.global, log::QUIET);
    match arguments.command {
        None => {
            let setup = setup()?;
            let (language, state_dir) = (setup.language, setup.config.state_dir.clone());
            console::run(&setup.service(), language, state_dir.as_deref())?;
            Ok(ExitCode::SUCCESS)
        }
        #[cfg(feature = "platforms")]
        Some(Command::Run(command)) => command.run(Setup::load(&arguments.global, log::RUNNING)?),
        #[cfg(feature = "platforms")]
        Some(Command::Doctor(command)) => command.run(setup()?),
        Some(Command::Ask(command)) => command.run(setup()?),
        Some(Command::Stance(command)) => command.run(setup()?),
        Some(Command::Quote(command)) => command.run(setup()?),
        Some(Command::Verify(command)) => command.run(setup()?),
        Some(Command::Context(command)) => command.run(setup()?),
        Some(Command::Cite(command)) => command.run(setup()?),
        Some(Command::Topics(command)) => command.run(setup()?),
        Some(Command::Sources(command)) => command.run(setup()?),
        Some(Command::Check(command)) => command.run(setup()?),
        Some(Command::Eval(command)) => command.run(setup()?),
        #[cfg(feature = "matrix")]
        Some(Command::Matrix(command)) => command.run(&setup()?.config),
        #[cfg(feature = "platforms")]
        Some(Command::Gaps(command)) => command.run(setup()?),
        Some(Command::Classify(command)) => command.run(),
    }
}

/// 0 for yes, 1 for no.
fn exit_code(yes: bool) -> ExitCode {
    if yes { ExitCode::SUCCESS } else { ExitCode::from(NO) }
}
