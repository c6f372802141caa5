// Words of Meta's that one chooses from.

export const COMMON_ERRORS = [
  131_026, 130_429, 131_056, 131_047, 131_049, 131_050, 131_000, 131_016, 131_042, 131_048, 131_053, 132_015, 4, 80_007,
  368, 190, 2,
] as const;

export const MESSAGE_KINDS = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "reaction",
  "interactive",
  "template",
] as const;

export const RESTRICTIONS = [
  "RESTRICTED_BIZ_INITIATED_MESSAGING",
  "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
  "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
  "RESTRICTED_UTILITY_TEMPLATES",
] as const;

export const REJECTION_REASONS = [
  "ABUSIVE_CONTENT",
  "INCORRECT_CATEGORY",
  "INVALID_FORMAT",
  "PROMOTIONAL",
  "SCAM",
  "TAG_CONTENT_MISMATCH",
] as const;

export const CATEGORIES = ["UTILITY", "MARKETING", "AUTHENTICATION"] as const;
