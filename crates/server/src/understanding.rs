//! What hears customers: learnt from the version that was published last, beside the work and never in its way.
//!
//! The rows are the truth. A node that publishes learns at once; the others look every few seconds. Learning takes up to
//! seconds, so until it is done the version before answers.

use crate::app::App;
use domain::intent::{Diagnosis, Encoder, TrainError, TrainingSet, Understander};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How late another node may hear of a version.
const EVERY: Duration = Duration::from_secs(5);

/// Cheap to clone; all clones know the same.
#[derive(Clone, Default)]
pub struct Understanding {
    encoder: Option<Arc<dyn Encoder>>,
    published: Arc<Mutex<Published>>,
    /// What was tried out last: people try many sentences between two changes.
    draft: Arc<Mutex<Option<Draft>>>,
}

/// A set, and what was learnt of it.
type Draft = (Arc<TrainingSet>, Arc<Understander>);

#[derive(Default)]
struct Published {
    version: i64,
    understander: Option<Arc<Understander>>,
}

impl Understanding {
    /// With a sentence encoder both tiers vote; without one the words alone do.
    pub fn with_encoder(encoder: Option<Arc<dyn Encoder>>) -> Self {
        Self { encoder, ..Self::default() }
    }

    pub(crate) fn has_encoder(&self) -> bool {
        self.encoder.is_some()
    }

    /// What hears customers now.
    pub(crate) fn published(&self) -> Option<Arc<Understander>> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner).understander.clone()
    }

    fn version(&self) -> i64 {
        self.published.lock().unwrap_or_else(PoisonError::into_inner).version
    }

    /// Learns what is asked for, unless that was learnt last.
    pub(crate) async fn draft(&self, set: TrainingSet) -> Result<Arc<Understander>, TrainError> {
        let known = self.draft.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, understander)) = known.filter(|(known, _)| **known == set) {
            return Ok(understander);
        }
        let set = Arc::new(set);
        let understander = self.learn(set.clone()).await?;
        *self.draft.lock().unwrap_or_else(PoisonError::into_inner) = Some((set, understander.clone()));
        Ok(understander)
    }

    /// What a set is good and bad at.
    pub(crate) async fn diagnose(&self, set: TrainingSet) -> Result<Diagnosis, TrainError> {
        let encoder = self.encoder.clone();
        let done = tokio::task::spawn_blocking(move || set.diagnose(encoder.as_deref())).await;
        done.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
    }

    /// Messages that say the same, together.
    pub(crate) async fn alike(&self, messages: Vec<String>) -> Vec<Vec<usize>> {
        let encoder = self.encoder.clone();
        let done = tokio::task::spawn_blocking(move || domain::intent::alike(&messages, encoder.as_deref())).await;
        done.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
    }

    /// On a thread of its own: others have to be answered meanwhile.
    async fn learn(&self, set: Arc<TrainingSet>) -> Result<Arc<Understander>, TrainError> {
        let encoder = self.encoder.clone();
        let learnt = tokio::task::spawn_blocking(move || Understander::train(&set, encoder).map(Arc::new)).await;
        learnt.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
    }

    /// Another version answers from here on.
    fn replace(&self, version: i64, understander: Option<Arc<Understander>>) {
        let mut published = self.published.lock().unwrap_or_else(PoisonError::into_inner);
        if version > published.version {
            *published = Published { version, understander };
        }
    }
}

/// Learns the version that was published last, if that is another than the one that answers.
pub(crate) async fn refresh(app: &App) -> store::Result<()> {
    let mut tx = app.db.read().await?;
    let version = store::intent::last_version(&mut tx, app.workspace).await?;
    if version <= app.understanding.version() {
        return Ok(());
    }
    let set = store::intent::taught(&mut tx, app.workspace, version).await?;
    drop(tx);
    let Some(set) = set else { return Ok(()) };
    match app.understanding.learn(Arc::new(set)).await {
        Ok(understander) => app.understanding.replace(version, Some(understander)),
        Err(error) => {
            tracing::error!(version, %error, "a published training set cannot be learnt; flows go by keywords");
            app.understanding.replace(version, None);
        }
    }
    Ok(())
}

/// Works until cancelled.
pub(crate) async fn run(app: App, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = refresh(&app).await {
            tracing::warn!(%error, "whether another training set was published is not known; looking again");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.cancelled() => {}
        }
    }
}
