//! The one place that reads the real clock. Emulated time can be stopped, stepped and sped up; whoever waits, waits here.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::time::Instant;

/// Milliseconds since 1970, in emulated time.
pub type Millis = i64;

/// Emulated time.
#[derive(Debug)]
pub struct Clock {
    course: watch::Sender<Course>,
}

/// How emulated time runs from one real moment on.
#[derive(Debug, Clone, Copy)]
struct Course {
    anchor: Instant,
    at_anchor: Millis,
    speed: f64,
}

/// What the control API shows of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Time {
    pub now: Millis,
    /// Emulated seconds in a real one; 0 when time is stopped.
    pub speed: f64,
}

impl Course {
    #[expect(clippy::cast_possible_truncation, reason = "emulated time stays far below 2^52 milliseconds")]
    fn now(&self) -> Millis {
        self.at_anchor + (self.anchor.elapsed().as_secs_f64() * 1000.0 * self.speed) as Millis
    }

    /// How long to wait, in real time, until emulated time says `at`.
    #[expect(clippy::cast_precision_loss, reason = "waits are far below 2^52 milliseconds")]
    fn real_time_until(&self, at: Millis) -> Duration {
        let left = (at - self.now()).max(0) as f64 / self.speed;
        Duration::from_secs_f64((left / 1000.0).clamp(0.0, 86_400.0)).max(Duration::from_micros(500))
    }
}

impl Clock {
    /// A clock that starts at `start`, or at the real time.
    pub(crate) fn new(start: Option<Millis>, speed: f64) -> Self {
        let course = Course { anchor: Instant::now(), at_anchor: start.unwrap_or_else(real_now), speed: sane(speed) };
        Self { course: watch::Sender::new(course) }
    }

    pub fn now(&self) -> Millis {
        self.course.borrow().now()
    }

    pub fn time(&self) -> Time {
        let course = *self.course.borrow();
        Time { now: course.now(), speed: course.speed }
    }

    /// Emulated seconds in a real one from now on; 0 stops time.
    pub fn set_speed(&self, speed: f64) {
        self.steer(|now| (now, Some(sane(speed))));
    }

    /// Moves time forward at once. Time never goes back.
    pub fn step(&self, by: Duration) {
        let by = Millis::try_from(by.as_millis()).unwrap_or(Millis::MAX / 4);
        self.steer(|now| (now.saturating_add(by), None));
    }

    /// Moves time forward to `at`, when that lies ahead.
    pub fn step_to(&self, at: Millis) {
        self.steer(|now| (now.max(at), None));
    }

    /// Waits until emulated time says `at`, however it gets there.
    pub async fn sleep_until(&self, at: Millis) {
        let mut changes = self.course.subscribe();
        loop {
            let course = *changes.borrow_and_update();
            if course.now() >= at {
                return;
            }
            if course.speed <= 0.0 {
                if changes.changed().await.is_err() {
                    return;
                }
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(course.real_time_until(at)) => {}
                changed = changes.changed() => if changed.is_err() { return },
            }
        }
    }

    pub async fn sleep(&self, millis: Millis) {
        self.sleep_until(self.now().saturating_add(millis)).await;
    }

    fn steer(&self, change: impl FnOnce(Millis) -> (Millis, Option<f64>)) {
        self.course.send_modify(|course| {
            let (at_anchor, speed) = change(course.now());
            *course = Course { anchor: Instant::now(), at_anchor, speed: speed.unwrap_or(course.speed) };
        });
    }
}

fn sane(speed: f64) -> f64 {
    if speed.is_finite() { speed.clamp(0.0, 1e9) } else { 1.0 }
}

#[expect(clippy::disallowed_methods, reason = "the one clock of the emulator")]
fn real_now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stopped_clock_moves_only_by_steps() {
        let clock = Clock::new(Some(1_000), 0.0);
        assert_eq!(clock.now(), 1_000);
        let woken = {
            let sleeper = clock.sleep_until(61_000);
            tokio::pin!(sleeper);
            assert!(futures::poll!(&mut sleeper).is_pending());
            clock.step(Duration::from_mins(1));
            tokio::time::timeout(Duration::from_secs(5), sleeper).await
        };
        assert!(woken.is_ok());
        assert_eq!(clock.now(), 61_000);
        clock.step_to(5_000);
        assert_eq!(clock.now(), 61_000, "time never goes back");
    }

    #[tokio::test]
    async fn a_fast_clock_makes_waits_short() {
        let clock = Clock::new(Some(0), 100_000_000.0);
        let month = 30 * 24 * 3_600 * 1_000;
        assert!(tokio::time::timeout(Duration::from_secs(30), clock.sleep_until(month)).await.is_ok());
        assert!(clock.now() >= month);
    }
}
