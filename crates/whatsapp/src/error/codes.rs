//! The codes that are known. Many stand for the same thing; [`ErrorClass`](super::ErrorClass) says what.

use std::time::Duration;

use super::ErrorClass as Class;
use super::Retry;

/// Where a code is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seen {
    /// In the answer to a call.
    InAnswers,
    /// In a webhook: a failed status, or errors of a message or a number.
    InWebhooks,
    Anywhere,
}

/// One known code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorCode {
    pub code: i64,
    /// The status of a refusal with this code; 0 when it only comes by webhook or is not known.
    pub http: u16,
    pub seen: Seen,
    /// Meta's title, or a short one where Meta's is not known.
    pub title: &'static str,
    pub class: Class,
    /// That of the class, unless more is known of this code.
    pub retry: Retry,
}

const fn row(code: i64, http: u16, class: Class, title: &'static str) -> ErrorCode {
    ErrorCode { code, http, seen: Seen::InAnswers, title, class, retry: class.retry() }
}

impl ErrorCode {
    /// One sentence for whoever runs the system, in English.
    pub const fn sentence(&self) -> &'static str {
        self.class.sentence()
    }

    const fn but(self, retry: Retry) -> Self {
        Self { retry, ..self }
    }

    const fn anywhere(self) -> Self {
        Self { seen: Seen::Anywhere, ..self }
    }

    const fn by_webhook(self) -> Self {
        Self { seen: Seen::InWebhooks, ..self }
    }
}

/// Every known code, in ascending order.
pub const CODES: &[ErrorCode] = &[
    row(0, 401, Class::TokenInvalid, "AuthException"),
    row(1, 400, Class::Temporary, "API Unknown"),
    row(2, 503, Class::Temporary, "API Service"),
    row(3, 500, Class::PermissionDenied, "API Method"),
    row(4, 400, Class::AccountRateLimited, "API Too Many Calls"),
    row(10, 403, Class::PermissionDenied, "Permission denied"),
    row(33, 400, Class::InvalidRequest, "Parameter value is not valid"),
    row(100, 400, Class::InvalidRequest, "Invalid parameter"),
    row(190, 401, Class::TokenInvalid, "Access token has expired"),
    row(200, 403, Class::PermissionDenied, "API Permission"),
    row(368, 403, Class::AccountRestricted, "Temporarily blocked for policies violations").anywhere(),
    row(613, 400, Class::AccountRateLimited, "Calls to this API have exceeded the rate limit"),
    row(803, 404, Class::InvalidRequest, "Object not found"),
    row(1005, 0, Class::NotRegistered, "Number is on the on-premises API"),
    row(2046, 400, Class::InvalidRequest, "Invalid order status transition").anywhere(),
    row(80007, 400, Class::AccountRateLimited, "Rate limit issues"),
    row(130_403, 0, Class::RecipientUnreachable, "The recipient has blocked this business").by_webhook(),
    row(130_429, 400, Class::RateLimited, "Rate limit hit").anywhere(),
    row(130_472, 400, Class::MarketingExperiment, "User's number is part of an experiment").by_webhook(),
    row(130_497, 403, Class::CountryRestricted, "Business account is restricted from messaging users in this country")
        .anywhere(),
    row(131_000, 500, Class::Temporary, "Something went wrong").anywhere(),
    row(131_005, 403, Class::PermissionDenied, "Access denied"),
    row(131_008, 400, Class::InvalidRequest, "Required parameter is missing"),
    row(131_009, 400, Class::InvalidRequest, "Parameter value is not valid").anywhere(),
    row(131_016, 500, Class::Temporary, "Service unavailable").anywhere(),
    row(131_020, 400, Class::Groups, "Cannot message a group of one member"),
    row(131_021, 400, Class::InvalidRequest, "Recipient cannot be sender").anywhere(),
    row(131_026, 400, Class::RecipientUnreachable, "Message undeliverable").by_webhook(),
    row(131_030, 400, Class::RecipientNotAllowed, "Recipient phone number not in allowed list"),
    row(131_031, 403, Class::AccountRestricted, "Account has been locked").anywhere(),
    row(131_036, 0, Class::DeliveryFailed, "Message failed to be delivered on at least one of the user's devices")
        .by_webhook(),
    row(131_037, 400, Class::NotRegistered, "Display name approval is needed before sending"),
    row(131_041, 404, Class::Groups, "Group unknown"),
    row(131_042, 400, Class::Billing, "Business eligibility payment issue").anywhere(),
    row(131_044, 400, Class::Billing, "Business eligibility payment issue").anywhere(),
    row(131_045, 500, Class::NotRegistered, "Incorrect certificate").anywhere(),
    row(131_047, 400, Class::WindowClosed, "Re-engagement message").anywhere(),
    row(131_048, 400, Class::SpamLimited, "Spam rate limit hit").anywhere(),
    row(
        131_049,
        400,
        Class::MarketingLimit,
        "This message was not delivered to maintain healthy ecosystem engagement.",
    )
    .by_webhook(),
    row(131_050, 400, Class::OptedOutOfMarketing, "User has stopped marketing messages from this business")
        .by_webhook(),
    row(131_051, 400, Class::UnsupportedMessage, "Unsupported message type").anywhere(),
    row(131_052, 400, Class::MediaProblem, "Media download error").by_webhook(),
    row(131_053, 400, Class::MediaProblem, "Media upload error").anywhere(),
    row(131_055, 400, Class::MarketingNotAllowed, "Method not allowed"),
    row(131_056, 400, Class::PairRateLimited, "Pair rate limit hit").anywhere(),
    row(131_057, 500, Class::Temporary, "Account in maintenance mode"),
    row(131_059, 400, Class::InvalidRequest, "Invalid cursor"),
    row(131_060, 0, Class::UnsupportedMessage, "Message unavailable").by_webhook(),
    row(131_062, 400, Class::RecipientNeedsPhone, "Business-scoped user id is not supported for this message"),
    row(131_063, 400, Class::MarketingNotAllowed, "Marketing templates are disabled on Cloud API"),
    row(131_064, 400, Class::MessagingLimitReached, "Messaging limit reached through template misclassification")
        .anywhere(),
    row(131_201, 400, Class::Groups, "Partly done").anywhere(),
    row(131_202, 400, Class::Groups, "Participant is there twice").anywhere(),
    row(131_204, 400, Class::Groups, "Too many participants").anywhere(),
    row(131_207, 400, Class::Groups, "Group suspended").anywhere(),
    row(131_208, 400, Class::Groups, "Group rate limit hit").anywhere().but(Retry::BackOff),
    row(131_209, 400, Class::Groups, "Group picture not valid").anywhere(),
    row(131_210, 400, Class::Groups, "Group picture too small").anywhere(),
    row(131_211, 400, Class::Groups, "Group limit reached").anywhere(),
    row(131_212, 400, Class::Groups, "Not a member of the group").anywhere(),
    row(131_213, 400, Class::Groups, "No such join request").anywhere(),
    row(131_214, 400, Class::Groups, "Groups are disabled").anywhere(),
    row(131_215, 400, Class::Groups, "Not eligible for groups").anywhere(),
    row(132_000, 400, Class::TemplateParameters, "Template param count mismatch"),
    row(132_001, 404, Class::TemplateMissing, "Template does not exist"),
    row(132_005, 400, Class::TemplateParameters, "Template hydrated text too long").anywhere(),
    row(132_007, 400, Class::TemplateParameters, "Template format character policy violated"),
    row(132_008, 400, Class::TemplateParameters, "Template parameter format mismatch"),
    row(132_012, 400, Class::TemplateParameters, "Template parameter format mismatch"),
    row(132_015, 400, Class::TemplatePaused, "Template is paused").anywhere(),
    row(132_016, 400, Class::TemplateDisabled, "Template is disabled"),
    row(132_018, 400, Class::TemplateParameters, "Template message parameter is not valid"),
    row(132_068, 400, Class::FlowUnavailable, "Flow is blocked").anywhere(),
    row(132_069, 400, Class::FlowThrottled, "Flow is throttled").anywhere(),
    row(133_000, 500, Class::NumberAdministration, "Incomplete deregistration"),
    row(133_004, 503, Class::Temporary, "Server temporarily unavailable"),
    row(133_005, 400, Class::NumberAdministration, "Two-step verification PIN mismatch"),
    row(133_006, 400, Class::NotRegistered, "Phone number re-verification needed"),
    row(133_008, 400, Class::NumberAdministration, "Too many two-step verification PIN guesses")
        .but(Retry::After(Duration::from_hours(1))),
    row(133_009, 400, Class::NumberAdministration, "Two-step verification PIN guessed too fast")
        .but(Retry::After(Duration::from_mins(1))),
    row(133_010, 400, Class::NotRegistered, "Phone number not registered"),
    row(133_015, 400, Class::NumberAdministration, "Phone number was recently deleted")
        .but(Retry::After(Duration::from_mins(5))),
    row(133_016, 400, Class::NumberAdministration, "Account register and deregister rate limit exceeded")
        .but(Retry::After(Duration::from_hours(72))),
    row(134_011, 400, Class::Billing, "Payments terms of service not accepted"),
    row(134_100, 400, Class::MarketingNotAllowed, "Only marketing templates can be sent here"),
    row(134_101, 400, Class::TemplateSyncing, "Template is syncing"),
    row(134_102, 500, Class::MarketingNotAllowed, "Template is not available for marketing messages"),
    row(135_000, 400, Class::InvalidRequest, "Generic user error").anywhere(),
    row(136_024, 400, Class::NumberAdministration, "Phone number is already verified"),
    row(136_025, 400, Class::NumberAdministration, "Verification code error"),
    row(137_000, 0, Class::IdentityChanged, "Identity key hash mismatch").by_webhook(),
    row(138_000, 400, Class::Calling, "Calling is not enabled").anywhere(),
    row(138_001, 400, Class::Calling, "Receiver cannot be called").anywhere(),
    row(138_002, 400, Class::Calling, "Concurrent calls limit hit").anywhere().but(Retry::BackOff),
    row(138_003, 400, Class::Calling, "Duplicate call").anywhere(),
    row(138_004, 400, Class::Calling, "Call connection error").anywhere(),
    row(138_005, 400, Class::Calling, "Call rate limit exceeded").anywhere().but(Retry::BackOff),
    row(138_006, 400, Class::Calling, "No approved call permission").anywhere(),
    row(138_007, 400, Class::Calling, "Call connection timed out").anywhere(),
    row(138_009, 400, Class::Calling, "Call permission request limit hit")
        .anywhere()
        .but(Retry::After(Duration::from_hours(24))),
    row(138_012, 400, Class::Calling, "Call limit of the day hit")
        .anywhere()
        .but(Retry::After(Duration::from_hours(24))),
    row(138_013, 400, Class::Calling, "Call permission look-up limit hit").anywhere().but(Retry::BackOff),
    row(138_018, 400, Class::Calling, "Calling cannot be enabled").anywhere(),
    row(139_000, 400, Class::FlowUnavailable, "Flow integrity"),
    row(139_001, 400, Class::FlowUnavailable, "Flow cannot be updated"),
    row(139_002, 400, Class::FlowUnavailable, "Flow cannot be published"),
    row(139_003, 400, Class::FlowUnavailable, "Flow cannot be deprecated"),
    row(139_004, 400, Class::FlowUnavailable, "Flow cannot be deleted"),
    row(139_100, 400, Class::BlockList, "Some users could not be blocked"),
    row(139_101, 400, Class::BlockList, "Block list limit reached"),
    row(139_102, 400, Class::BlockList, "Block list is being changed elsewhere").but(Retry::BackOff),
    row(139_103, 400, Class::BlockList, "Block list internal error").but(Retry::BackOff),
    row(147_001, 400, Class::NumberAdministration, "Username is taken"),
    row(147_002, 400, Class::NumberAdministration, "Not eligible for a username"),
    row(147_003, 400, Class::NumberAdministration, "Username belongs to a Facebook page"),
    row(147_004, 400, Class::NumberAdministration, "Username belongs to an Instagram account"),
    row(147_005, 400, Class::NumberAdministration, "Username must be transferred"),
    row(200_005, 400, Class::InvalidRequest, "Template insights are not available"),
    row(200_006, 400, Class::InvalidRequest, "Template insights cannot be disabled"),
    row(200_007, 400, Class::InvalidRequest, "Template insights are not enabled"),
    row(1_752_041, 400, Class::InvalidRequest, "Duplicate onboarding request"),
    row(2_388_001, 400, Class::NumberAdministration, "Number migration or maintenance"),
    row(2_388_012, 400, Class::NumberAdministration, "Number migration or maintenance"),
    row(2_388_019, 400, Class::TemplateRefused, "Template limit exceeded"),
    row(2_388_039, 400, Class::TemplateRefused, "Template is being reviewed"),
    row(2_388_040, 400, Class::TemplateRefused, "Template field too long"),
    row(2_388_047, 400, Class::TemplateRefused, "Template header format is not valid"),
    row(2_388_072, 400, Class::TemplateRefused, "Template body format is not valid"),
    row(2_388_073, 400, Class::TemplateRefused, "Template footer format is not valid"),
    row(2_388_091, 400, Class::NumberAdministration, "Number migration or maintenance"),
    row(2_388_093, 400, Class::NumberAdministration, "Number migration or maintenance"),
    row(2_388_103, 400, Class::NumberAdministration, "Number migration or maintenance"),
    row(2_388_293, 400, Class::TemplateRefused, "Template has too many variables for its length"),
    row(2_388_299, 400, Class::TemplateRefused, "Template has a variable at its start or end"),
    row(2_494_100, 400, Class::NumberAdministration, "Number migration or maintenance"),
    row(2_494_164, 400, Class::InvalidRequest, "In-app signup"),
    row(2_494_165, 400, Class::InvalidRequest, "In-app signup"),
    row(2_494_166, 400, Class::InvalidRequest, "In-app signup"),
    row(2_494_167, 400, Class::InvalidRequest, "In-app signup"),
    row(2_494_168, 400, Class::InvalidRequest, "In-app signup"),
    row(2_494_176, 400, Class::InvalidRequest, "In-app signup"),
    row(2_494_177, 400, Class::InvalidRequest, "In-app signup"),
    row(2_494_179, 400, Class::InvalidRequest, "In-app signup"),
    row(2_593_079, 400, Class::NumberAdministration, "Number belongs to another business").anywhere(),
    row(2_593_085, 400, Class::NumberAdministration, "Synchronisation can be done once").anywhere(),
    row(2_593_107, 400, Class::NumberAdministration, "Synchronisation was already asked for").anywhere(),
    row(2_593_108, 400, Class::NumberAdministration, "Synchronisation is only possible within 24 hours").anywhere(),
    row(2_593_109, 400, Class::NumberAdministration, "The business declined to share its history").anywhere(),
];
