//! What Meta says of our numbers: how many people may be written to first, and how people like what they send. Webhooks
//! tell some of it; the rest is asked.

use crate::app::App;
use crate::seal;
use domain::id::WorkspaceId;
use domain::number::NumberNews;
use domain::world::World;
use std::time::Duration;
use store::Tx;
use store::number::{self, Heard};
use tokio_util::sync::CancellationToken;

/// What no webhook tells is found after this long.
const EVERY: Duration = Duration::from_mins(30);
/// After Meta could not be asked.
const AGAIN: Duration = Duration::from_secs(30);
/// However much happens to numbers, Meta is asked no oftener than this.
const AT_MOST_EVERY: Duration = Duration::from_secs(2);

/// Asks Meta about each number when a server starts, from time to time, and when it told something of one. Works until
/// cancelled.
pub async fn run(app: App, stop: CancellationToken) {
    loop {
        let pause = match ask(&app).await {
            Ok(true) => EVERY,
            Ok(false) => AGAIN,
            Err(error) => {
                tracing::warn!(%error, "what Meta says of the numbers could not be written down; trying again");
                AGAIN
            }
        };
        tokio::select! {
            () = tokio::time::sleep(AT_MOST_EVERY) => {}
            () = stop.cancelled() => return,
        }
        tokio::select! {
            () = app.wake.numbers.notified() => {}
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
    }
}

/// Whether Meta answered for each of them.
async fn ask(app: &App) -> store::Result<bool> {
    let numbers = store::workspace::numbers(&mut app.db.read().await?, app.workspace).await?;
    let (mut all, mut news) = (true, false);
    for number in numbers {
        let Ok(token) = seal::access_token(app, number.id).await else { continue };
        let told = match app.cloud.phone_number(&number.phone_number_id, &token).await.result {
            Ok(told) => told,
            Err(error) => {
                tracing::warn!(%error, number = %number.id, "Meta could not be asked about a number");
                all = false;
                continue;
            }
        };
        let heard =
            Heard { messaging_limit: told.whatsapp_business_manager_messaging_limit, quality: told.quality_rating };
        let mut tx = app.db.write().await?;
        if number::hear(&mut tx, app.workspace, number.id, heard).await? {
            tx.commit().await?;
            news = true;
        }
    }
    if news {
        app.numbers_changed();
    }
    Ok(all)
}

/// Takes down what webhooks told; answers whether anything did.
pub(crate) async fn take_in(
    tx: &mut Tx,
    workspace: WorkspaceId,
    world: &World,
    news: &[NumberNews],
) -> store::Result<bool> {
    for told in news {
        for number in world.numbers.values().filter(|number| told.concerns(number)) {
            let heard = Heard { messaging_limit: told.messaging_limit.clone(), quality: told.quality.clone() };
            number::hear(tx, workspace, number.id, heard).await?;
        }
    }
    Ok(!news.is_empty())
}
