//! Identifiers as Meta's look. All come from the seeded source, so a run can be repeated.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng;
use whatsapp::wamid::Direction;

/// A message id for the thread with this customer.
pub(crate) fn wamid(rng: &mut impl Rng, customer_digits: &str, direction: Direction) -> String {
    let bytes: [u8; 10] = rng.random();
    let length = if direction == Direction::FromBusiness { 9 } else { 10 };
    whatsapp::wamid::wamid(customer_digits, direction, bytes.get(..length).unwrap_or(&bytes))
}

/// What support asks for when something went wrong.
pub(crate) fn fbtrace_id(rng: &mut impl Rng) -> String {
    let bytes: [u8; 16] = rng.random();
    format!("A{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The id of a media file, a template and the like: sixteen digits.
pub(crate) fn object_id(rng: &mut impl Rng) -> u64 {
    rng.random_range(1_000_000_000_000_000..9_999_999_999_999_999)
}

/// A business-scoped user id.
pub(crate) fn user_id(rng: &mut impl Rng, country: &str) -> String {
    format!(
        "{country}.{}{:010}",
        rng.random_range(1_000_000_000_u64..10_000_000_000),
        rng.random_range(0..10_000_000_000_u64)
    )
}

/// The id that portfolios linked with this one know the same person by.
pub(crate) fn parent_user_id(user_id: &str) -> String {
    user_id.replacen('.', ".ENT.", 1)
}

/// The id of this portfolio for somebody whom linked portfolios know by that id.
pub(crate) fn own_user_id(parent: &str) -> Option<String> {
    parent.contains(".ENT.").then(|| parent.replacen(".ENT.", ".", 1))
}

/// Sixteen letters that stand for a longer text.
pub(crate) fn short_hash(text: &str) -> String {
    let sum = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
    URL_SAFE_NO_PAD.encode(sum.as_ref().get(..12).unwrap_or_default())
}

/// The digits of a telephone number as people write it.
pub(crate) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
