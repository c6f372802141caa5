//! How much may be taught. Reaching a limit is told to whoever teaches.

pub const INTENTS: usize = 500;
/// Of one intent.
pub const EXAMPLES: usize = 2_000;
pub const EXAMPLE_CHARACTERS: usize = 500;
pub const ENTITIES: usize = 100;
/// Of one entity.
pub const ENTITY_VALUES: usize = 5_000;
pub const CHECKS: usize = 5_000;
/// What is looked at of a message.
pub const MESSAGE_CHARACTERS: usize = 1_000;
/// Intents that are offered as buttons when the model is not sure: one button is left for "something else".
pub const CHOICES: usize = 2;
