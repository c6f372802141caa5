//! Message ids of the form Meta gives them, for whoever plays Meta's part.
//!
//! To everybody else an id is opaque: nothing here reads one.
//!
//! ```
//! use whatsapp::wamid::{Direction, wamid};
//!
//! let id = wamid("16505551234", Direction::FromBusiness, &[0xAB; 9]);
//! assert!(id.starts_with("wamid.HBgL"));
//! ```

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Who wrote the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The business. Real ids have 9 bytes.
    FromBusiness,
    /// The customer. Real ids have 10 bytes.
    FromCustomer,
}

/// An id for a message of the conversation with `phone_digits`; `id_bytes` make it unique.
pub fn wamid(phone_digits: &str, direction: Direction, id_bytes: &[u8]) -> String {
    let id = hex::encode_upper(id_bytes);
    let mut bytes = vec![0x1C, 0x18];
    push_with_length(&mut bytes, phone_digits.as_bytes());
    let direction = match direction {
        Direction::FromBusiness => 0x11,
        Direction::FromCustomer => 0x12,
    };
    bytes.extend([0x15, 0x02, 0x00, direction, 0x18]);
    push_with_length(&mut bytes, id.as_bytes());
    bytes.push(0);
    format!("wamid.{}", STANDARD.encode(bytes))
}

/// One byte of length, then the text; what does not fit in that length is left off.
fn push_with_length(bytes: &mut Vec<u8>, text: &[u8]) {
    let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
    bytes.push(length);
    bytes.extend(text.iter().take(usize::from(length)));
}
