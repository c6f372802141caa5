//! The numbers, and the table of them.

pub const TEXT_BODY: usize = 4096;
pub const CAPTION: usize = 1024;
pub const CONTACTS: usize = 257;
pub const INTERACTIVE_BODY: usize = 1024;
pub const LIST_BODY: usize = 4096;
pub const HEADER_TEXT: usize = 60;
pub const FOOTER_TEXT: usize = 60;
pub const BUTTONS: usize = 3;
pub const BUTTON_ID: usize = 256;
pub const BUTTON_TITLE: usize = 20;
pub const LIST_BUTTON: usize = 20;
pub const LIST_SECTIONS: usize = 10;
/// In all sections together.
pub const LIST_ROWS: usize = 10;
pub const SECTION_TITLE: usize = 24;
pub const ROW_ID: usize = 200;
pub const ROW_TITLE: usize = 24;
pub const ROW_DESCRIPTION: usize = 72;
pub const LINK_BUTTON_TEXT: usize = 20;
pub const PRODUCT_SECTIONS: usize = 10;
/// In all sections together.
pub const PRODUCTS: usize = 30;
pub const CARDS: usize = 10;
pub const CARDS_MINIMUM: usize = 2;
pub const CARD_BODY: usize = 160;
pub const CARD_LINE_BREAKS: usize = 2;
/// Digits of an Indian postal code.
pub const PIN_CODE: usize = 6;
/// Of a bill in India.
pub const REFERENCE_ID: usize = 35;
pub const REFERENCE_ID_BRAZIL: usize = 60;
/// What every amount of money is divided by.
pub const AMOUNT_OFFSET: u32 = 100;
pub const CALLBACK_DATA: usize = 512;
pub const DIRECT_SEND_BODY: usize = 1024;
/// Of any kind.
pub const DIRECT_SEND_BUTTONS: usize = 10;
/// Of those, links.
pub const DIRECT_SEND_LINKS: usize = 2;

pub const TEMPLATE_NAME: usize = 512;
pub const TEMPLATE_HEADER: usize = 60;
pub const TEMPLATE_BODY: usize = 1024;
/// When there is a limited-time offer.
pub const TEMPLATE_BODY_WITH_OFFER: usize = 600;
pub const TEMPLATE_FOOTER: usize = 60;
pub const TEMPLATE_BUTTONS: usize = 10;
pub const TEMPLATE_BUTTON_TEXT: usize = 25;
pub const TEMPLATE_LINKS: usize = 2;
pub const TEMPLATE_LINK: usize = 2000;
pub const TEMPLATE_PHONE_NUMBER: usize = 20;
pub const TEMPLATE_CARD_BUTTONS: usize = 2;
pub const OFFER_TEXT: usize = 16;
/// Android apps that may read a one-time password.
pub const SUPPORTED_APPS: usize = 5;
pub const CODE_EXPIRATION_MINUTES: usize = 90;
pub const ONE_TIME_PASSWORD: usize = 15;
pub const QUICK_REPLY_PAYLOAD: usize = 128;
pub const COUPON_CODE: usize = 20;
/// Spaces in a row in the value of a blank.
pub const SPACES_IN_A_ROW: usize = 4;

/// In bytes.
pub const IMAGE_BYTES: u64 = 5 * 1024 * 1024;
/// In bytes.
pub const AUDIO_BYTES: u64 = 16 * 1024 * 1024;
/// In bytes.
pub const VIDEO_BYTES: u64 = 16 * 1024 * 1024;
/// In bytes.
pub const DOCUMENT_BYTES: u64 = 100 * 1024 * 1024;
/// In bytes, for those that move.
pub const STICKER_BYTES: u64 = 500 * 1024;
/// In bytes, for those that do not move.
pub const STILL_STICKER_BYTES: u64 = 100 * 1024;
