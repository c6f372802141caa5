//! All test files, played: what passed, what did not, and what was walked.

use super::files::{Found, normal};
use domain::flow::checker::{self, Problem, Severity};
use domain::flow::document::Flow;
use domain::flow::test::coverage::Share;
use domain::flow::test::{Cast, Coverage, Played, TestFile, play, rewrite};
use domain::intent::{TrainingSet, Understander};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Suite {
    pub files: Vec<PlayedFile>,
    pub coverage: BTreeMap<PathBuf, Coverage>,
    understanders: BTreeMap<PathBuf, Arc<Understander>>,
}

pub struct PlayedFile {
    pub path: PathBuf,
    pub outcome: Outcome,
}

pub enum Outcome {
    Played {
        source: String,
        file: Box<TestFile>,
        tests: Vec<Played>,
    },
    /// The file or one of its flows could not be used; each line says where and why.
    Unusable(Vec<String>),
}

/// Each flow is read and checked once.
type Flows = BTreeMap<PathBuf, Result<Flow, Vec<String>>>;

impl Suite {
    pub fn play(found: &Found) -> Self {
        let mut flows = Flows::new();
        let mut suite = Self { files: Vec::new(), coverage: BTreeMap::new(), understanders: BTreeMap::new() };
        for path in &found.tests {
            let outcome = suite.play_file(path, &mut flows).unwrap_or_else(Outcome::Unusable);
            suite.files.push(PlayedFile { path: path.clone(), outcome });
        }
        for path in &found.flows {
            if let Ok(flow) = load(path, &mut flows) {
                suite.coverage.entry(path.clone()).or_insert_with(|| Coverage::of(flow));
            }
        }
        suite
    }

    fn play_file(&mut self, path: &Path, flows: &mut Flows) -> Result<Outcome, Vec<String>> {
        let name = path.display();
        let source = std::fs::read_to_string(path).map_err(|error| vec![format!("{name}: {error}")])?;
        let file = TestFile::parse(&source)
            .map_err(|error| vec![format!("{name}:{}:{}: {}", error.line, error.column, error.message)])?;
        if file.flows.is_empty() {
            return Err(vec![format!("{name}: `flows` names no flow")]);
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut cast = Vec::new();
        for flow in &file.flows {
            let path = normal(&folder.join(flow));
            cast.push((path.display().to_string(), load(&path, flows)?.clone()));
        }
        for (path, flow) in &cast {
            self.coverage.entry(PathBuf::from(path)).or_insert_with(|| Coverage::of(flow));
        }
        let mut cast = Cast::new(cast);
        for templates in &file.templates {
            let path = normal(&folder.join(templates));
            let name = path.display();
            let source = std::fs::read_to_string(&path).map_err(|error| vec![format!("{name}: {error}")])?;
            cast.learn_templates(&source)
                .map_err(|error| vec![format!("{name}:{}:{}: {}", error.line, error.column, error.message)])?;
        }
        if let Some(intents) = &file.intents {
            cast = cast.hearing(Some(self.understander(&normal(&folder.join(intents)))?));
        }
        let tests: Vec<Played> = file.tests.iter().map(|case| play(&file, case, &cast)).collect();
        for passage in tests.iter().flat_map(|played| &played.passages) {
            let path = cast.path(passage.flow).map(Path::new);
            if let Some(coverage) = path.and_then(|path| self.coverage.get_mut(path)) {
                coverage.add(passage);
            }
        }
        Ok(Outcome::Played { source, file: Box::new(file), tests })
    }

    /// Learns a file once, however many tests name it.
    fn understander(&mut self, path: &Path) -> Result<Arc<Understander>, Vec<String>> {
        if let Some(known) = self.understanders.get(path) {
            return Ok(known.clone());
        }
        let name = path.display();
        let source = std::fs::read_to_string(path).map_err(|error| vec![format!("{name}: {error}")])?;
        let set = TrainingSet::parse(&source)
            .map_err(|error| vec![format!("{name}:{}:{}: {}", error.line, error.column, error.message)])?;
        let understander = Understander::train(&set, None).map_err(|error| vec![format!("{name}: {error}")])?;
        Ok(self.understanders.entry(path.to_owned()).or_insert(Arc::new(understander)).clone())
    }

    /// Writes the files anew in which something differed.
    pub fn update(&self, out: &mut impl Write) -> anyhow::Result<()> {
        for PlayedFile { path, outcome } in &self.files {
            let Outcome::Played { source, file, tests } = outcome else { continue };
            if tests.iter().all(Played::passed) {
                continue;
            }
            match rewrite::rewrite(source, file, tests) {
                Ok(rewritten) => {
                    std::fs::write(path, rewritten)?;
                    writeln!(out, "{}: rewritten", path.display())?;
                }
                Err(error) => writeln!(out, "{}: not rewritten: {error}", path.display())?,
            }
        }
        Ok(())
    }

    pub fn edges(&self) -> Share {
        self.coverage.values().map(Coverage::edges).fold(Share::default(), std::ops::Add::add)
    }

    pub fn nodes(&self) -> Share {
        self.coverage.values().map(Coverage::nodes).fold(Share::default(), std::ops::Add::add)
    }

    pub fn passed(&self) -> usize {
        self.tests().filter(|played| played.passed()).count()
    }

    /// A file that cannot be used counts as one.
    pub fn failed(&self) -> usize {
        let unusable = self.files.iter().filter(|file| matches!(file.outcome, Outcome::Unusable(_))).count();
        self.tests().filter(|played| !played.passed()).count() + unusable
    }

    fn tests(&self) -> impl Iterator<Item = &Played> {
        self.files.iter().flat_map(|file| match &file.outcome {
            Outcome::Played { tests, .. } => tests.as_slice(),
            Outcome::Unusable(_) => &[],
        })
    }
}

fn load<'a>(path: &Path, flows: &'a mut Flows) -> Result<&'a Flow, Vec<String>> {
    let loaded = flows.entry(path.to_owned()).or_insert_with(|| read(path));
    loaded.as_ref().map_err(Clone::clone)
}

/// A flow with errors could not be published, so it is not tested either.
fn read(path: &Path) -> Result<Flow, Vec<String>> {
    let name = path.display();
    let source = std::fs::read_to_string(path).map_err(|error| vec![format!("{name}: {error}")])?;
    let (flow, problems) = checker::check(&source);
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    match flow {
        Some(flow) if errors.is_empty() => Ok(flow),
        _ => Err(errors
            .iter()
            .map(|problem| {
                format!("{name}:{}:{}: error[{}] {}", problem.line, problem.column, problem.code, problem.message)
            })
            .collect()),
    }
}
