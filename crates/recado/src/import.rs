//! `recado import PATH...`: what a path is decides what becomes of it. Tables of people go to [`people`], folders are
//! packs, and all else are flows made with other builders, as documents of ours, with what became of each part.

use crate::SettingArguments;
use crate::install::{self, Then};
use crate::people::{self, PeopleArguments};
use anyhow::Context;
use clap::Args;
use domain::flow::checker::has_errors;
use domain::flow::import::{Imported, import};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Tables of people (.csv, .xlsx), files exported from Typebot, RapidPro or Glific, or the folders of packs
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    settings: SettingArguments,
    #[command(flatten)]
    people: PeopleArguments,
    /// The folder the flows are written to
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    to: PathBuf,
    /// Overwrite files that are there
    #[arg(long)]
    overwrite: bool,
    /// Only say what would become of each part
    #[arg(long)]
    dry_run: bool,
    /// Publish the flows of a pack that were not there before: they answer at once
    #[arg(long, conflicts_with = "dry_run")]
    publish: bool,
    /// In which language a pack's segments, campaigns, series and goals come; the pack's first unless said
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
}

/// Fails when a file could not be read, a row was left out, or a flow still has errors.
pub async fn run(arguments: ImportArguments) -> anyhow::Result<ExitCode> {
    let (packs, files): (Vec<_>, Vec<_>) = arguments.files.iter().cloned().partition(|path| path.is_dir());
    let (tables, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| people::is_table(path));
    let arguments = ImportArguments { files, ..arguments };
    let translated = translate(&arguments)?;
    if !tables.is_empty() {
        let ImportArguments { settings, people, dry_run, .. } = arguments;
        return people::run(&tables, people, settings, dry_run).await;
    }
    if packs.is_empty() {
        return Ok(translated);
    }
    let then = match (arguments.dry_run, arguments.publish) {
        (true, _) => Then::Nothing,
        (false, true) => Then::Publish,
        (false, false) => Then::Draft,
    };
    install::run(&packs, arguments.settings, arguments.language.as_deref(), then).await?;
    Ok(translated)
}

fn translate(arguments: &ImportArguments) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let mut names = BTreeSet::new();
    let mut failed = false;
    for file in &arguments.files {
        let source = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        match import(&source) {
            Ok((format, flows)) => {
                writeln!(out, "{} ({format})", file.display())?;
                for flow in &flows {
                    failed |= has_errors(&flow.problems);
                    let path = arguments.to.join(file_name(&flow.name, &mut names));
                    report(flow, &path, &mut out)?;
                    if !arguments.dry_run {
                        write(&path, &flow.document, arguments.overwrite)?;
                    }
                }
            }
            Err(error) => {
                failed = true;
                writeln!(out, "{}: {error}", file.display())?;
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn report(flow: &Imported, path: &Path, out: &mut impl Write) -> std::io::Result<()> {
    let Imported { name, parts, translated, notes, problems, .. } = flow;
    writeln!(out, "  {name} → {}: {translated} of {parts} parts are as they were", path.display())?;
    for note in notes {
        writeln!(out, "    {:<8} {}: {}", note.fate.as_str(), note.at, note.message)?;
    }
    for problem in problems {
        let (severity, code) = (problem.severity.as_str(), problem.code.as_str());
        writeln!(out, "    {}:{}: {severity}[{code}] {}", path.display(), problem.line, problem.message)?;
    }
    Ok(())
}

fn file_name(flow: &str, taken: &mut BTreeSet<String>) -> String {
    let words = domain::text::fold(flow);
    let slug = words.split_whitespace().collect::<Vec<_>>().join("_");
    let slug = if slug.is_empty() { "flow".to_owned() } else { slug.chars().take(60).collect() };
    let numbered = (2..).map(|number| format!("{slug}_{number}.yaml"));
    let mut candidates = std::iter::once(format!("{slug}.yaml")).chain(numbered);
    candidates.find(|name| taken.insert(name.clone())).unwrap_or(slug)
}

fn write(path: &Path, document: &str, overwrite: bool) -> anyhow::Result<()> {
    anyhow::ensure!(overwrite || !path.exists(), "{} is there already; --overwrite replaces it", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::write(path, document).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPEBOT: &str = r#"{"version": "6.1", "name": "Hello", "events": [{"type": "start", "id": "s"}],
        "groups": [{"id": "g", "title": "Hi", "blocks": [{"id": "b", "type": "text", "content": {"richText": [{"type": "p", "children": [{"text": "Hi!"}]}]}}]}],
        "edges": [], "variables": []}"#;

    #[test]
    fn a_file_becomes_a_flow_and_is_not_overwritten_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hello.json");
        std::fs::write(&file, TYPEBOT).unwrap();
        let (to, overwrite) = (folder.path().join("flows"), false);
        let settings = SettingArguments::default();
        let people = PeopleArguments::default();
        let (dry_run, publish) = (false, false);
        let arguments =
            ImportArguments { files: vec![file], settings, people, to, overwrite, dry_run, publish, language: None };
        assert_eq!(translate(&arguments).unwrap(), ExitCode::SUCCESS);
        let document = std::fs::read_to_string(folder.path().join("flows/hello.yaml")).unwrap();
        assert!(document.contains("Hi!"), "{document}");
        assert!(translate(&arguments).unwrap_err().to_string().contains("--overwrite"));
    }

    #[test]
    fn flows_of_one_name_get_files_of_their_own() {
        let mut taken = BTreeSet::new();
        let names = ["¡Hola!", "hola", ""].map(|name| file_name(name, &mut taken));
        assert_eq!(names, ["hola.yaml", "hola_2.yaml", "flow.yaml"]);
    }
}
