//! An import without writing: what would become of each row, and what is wrong with the first that would be left out.

use super::slices::{self, Slice};
use super::worker::{Worker, needs};
use crate::app::App;
use domain::import::row::Row;
use domain::import::take_in::{Origin, Outcome, TakenIn, lookup, take_in};
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use store::import::known;
use store::import::{self, Import, Report, RowFaults, State};

/// Faulty rows that the report shows.
const MOST_FAULTS: usize = 50;

pub(super) async fn run(worker: &mut Worker, mut import: Import) -> store::Result<()> {
    if !worker.gather_keys(&import).await? {
        return Ok(());
    }
    let mut tally = Tally::default();
    let mut slices = slices::read(&worker.app, &import, 0).await?;
    while let Some(slice) = slices.recv().await {
        if !worker.may_go_on().await? {
            return Ok(());
        }
        match slice {
            Ok(slice) => {
                import.rows_done = slice.first + slice.len();
                tally.add(&worker.app, &import, slice).await?;
            }
            Err(error) => {
                import.failure = Some(error.to_string());
                return save(worker, &import, None).await;
            }
        }
        if !progress(&worker.app, &import).await? {
            return Ok(());
        }
        worker.tell();
    }
    save(worker, &import, Some(tally.report)).await
}

/// False when somebody stopped it.
async fn progress(app: &App, import: &Import) -> store::Result<bool> {
    const EVERY: u64 = 20 * slices::ROWS as u64;
    if !import.rows_done.is_multiple_of(EVERY) {
        return Ok(true);
    }
    let mut tx = app.db.write().await?;
    let held = import::hold(&mut tx, app.workspace, import.id).await?;
    let Some(mut held) = held.filter(|held| held.state == State::Checking) else { return Ok(false) };
    held.rows_done = import.rows_done;
    import::save(&mut tx, app.workspace, &held).await?;
    tx.commit().await?;
    Ok(true)
}

async fn save(worker: &Worker, import: &Import, report: Option<Report>) -> store::Result<()> {
    let app = &worker.app;
    let mut tx = app.db.write().await?;
    let held = import::hold(&mut tx, app.workspace, import.id).await?;
    let Some(mut held) = held.filter(|held| held.state == State::Checking) else { return Ok(()) };
    (held.state, held.rows_done, held.report) = (State::Uploaded, 0, report);
    held.failure.clone_from(&import.failure);
    import::save(&mut tx, app.workspace, &held).await?;
    tx.commit().await
}

#[derive(Default)]
struct Tally {
    report: Report,
    /// Whom earlier rows are about, as eight bytes each.
    seen: HashSet<u64>,
}

impl Tally {
    async fn add(&mut self, app: &App, import: &Import, mut slice: Slice) -> store::Result<()> {
        let mut tx = app.db.read().await?;
        let mut known = known::load(&mut tx, app.workspace, import.id, &needs(&slice)).await?;
        drop(tx);
        let rows = std::mem::take(&mut slice.rows);
        let people: Vec<(u64, u64)> = rows.iter().map(|(number, row)| (*number, person_of(row))).collect();
        // Nothing is kept: ids of its own spare the others theirs.
        let (now, mut ids) = (app.universe.now(), domain::id::IdSource::new(0));
        let origin = Origin::File(&import.file_name);
        let taken = take_in(&import.mapping, origin, &mut known, rows, now, &mut ids);
        self.report.counts.failed += slice.faulty.len() as u64;
        self.report.counts.add(taken.counts);
        self.count_repeated(&taken, &people);
        for (row, fault) in taken.faults {
            slice.refuse(row, fault);
        }
        let room = MOST_FAULTS.saturating_sub(self.report.faults.len());
        let faulty = slice.faulty.into_iter().take(room);
        self.report.faults.extend(faulty.map(|faulty| RowFaults { row: faulty.row, faults: faulty.faults }));
        Ok(())
    }

    /// Somebody who seems new, but is in an earlier slice, would be known by then.
    fn count_repeated(&mut self, taken: &TakenIn, people: &[(u64, u64)]) {
        for ((_, outcome), (_, person)) in taken.outcomes.iter().zip(people) {
            let is_first = self.seen.insert(*person);
            if is_first {
                continue;
            }
            self.report.repeated += 1;
            if *outcome == Outcome::Created {
                self.report.counts.created -= 1;
                self.report.counts.updated += 1;
            }
        }
    }
}

/// Who a row is about, whatever the spelling of the number.
fn person_of(row: &Row) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &row.person.key {
        Some(key) => key.hash(&mut hasher),
        None => lookup(row).into_iter().min().hash(&mut hasher),
    }
    hasher.finish()
}
