//! What goes wrong, in Meta's words and in ours.
//!
//! Meta has hundreds of codes; a program needs to know what to *do*. [`CODES`] is the table of what is known, and
//! [`classify`] maps any error, known or not, to one [`ErrorClass`], which says whether to try again, whose fault it
//! is, what it says about the contact, and how to explain it to an operator.
//!
//! ```
//! use whatsapp::error::{ApiError, ErrorClass, Retry, classify};
//!
//! let error = ApiError::in_webhook(131047, "Re-engagement message", "More than 24 hours have passed.");
//! let class = classify(400, &error);
//! assert_eq!(class, ErrorClass::WindowClosed);
//! assert_eq!(class.retry(), Retry::Never);
//! assert_eq!(class.key(), "window_closed");
//! ```

mod api_error;
mod class;
mod codes;
mod retry;

pub use api_error::{ApiError, ErrorBody, ErrorData};
pub use class::{ContactEffect, ErrorClass, Fault};
pub use codes::{CODES, ErrorCode, Seen};
pub use retry::Retry;

const INVALID_PARAMETER: i64 = 100;

/// What is known of a code.
pub fn lookup(code: i64) -> Option<&'static ErrorCode> {
    let index = CODES.binary_search_by_key(&code, |row| row.code).ok()?;
    CODES.get(index)
}

/// The row of an error. Refusals of templates and the like are all 100; what they are is in their subcode.
fn known(error: &ApiError) -> Option<&'static ErrorCode> {
    let subcode = error.error_subcode.filter(|_| error.code == INVALID_PARAMETER).and_then(lookup);
    subcode.or_else(|| lookup(error.code))
}

/// What an error means. `http_status` is that of the refusal; pass 0 for errors that came by webhook.
///
/// Codes that are not in the table are judged by Meta's own hints (a 5xx status, `is_transient`) and are otherwise
/// [`ErrorClass::Unknown`], which is never tried again.
pub fn classify(http_status: u16, error: &ApiError) -> ErrorClass {
    if let Some(row) = known(error) {
        return row.class;
    }
    match error.code {
        200..=299 => ErrorClass::PermissionDenied,
        _ if http_status >= 500 || error.is_transient == Some(true) => ErrorClass::Temporary,
        _ if http_status == 429 => ErrorClass::RateLimited,
        _ if http_status == 401 => ErrorClass::TokenInvalid,
        _ => ErrorClass::Unknown,
    }
}

/// Whether and when to try again: what the table says of the code, or else what its class says.
pub fn retry(http_status: u16, error: &ApiError) -> Retry {
    known(error).map_or_else(|| classify(http_status, error).retry(), |row| row.retry)
}
