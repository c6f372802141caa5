//! The closed vocabulary of errors.

use std::time::Duration;

use super::Retry;

/// Who can mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Whoever wrote the request: the program or the flow.
    Request,
    /// Whoever administers the account: tokens, billing, registration, reputation.
    Account,
    /// Whoever wrote the template.
    Template,
    /// The customer, or their telephone.
    Recipient,
    /// Nobody here: Meta, or the rules of the platform.
    Platform,
}

/// What an error tells about the contact it was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactEffect {
    None,
    /// WhatsApp does not deliver to this contact.
    Unreachable,
    /// The contact has switched marketing messages off.
    OptedOutOfMarketing,
}

struct Facts {
    key: &'static str,
    retry: Retry,
    fault: Fault,
    effect: ContactEffect,
    sentence: &'static str,
}

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
const TEMPLATE_SYNC: Duration = Duration::from_mins(10);

/// Declares the classes and, for each, what follows from it.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $key:literal, $retry:expr, $fault:ident, $effect:ident, $sentence:literal;)*) => {
        /// What an error means, in a vocabulary that is closed: a program can decide on each of these.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorClass {
            $(#[doc = $sentence] $(#[$doc])* $class,)*
        }

        impl ErrorClass {
            /// Every class, in order.
            pub const ALL: &'static [Self] = &[$(Self::$class,)*];

            const fn facts(self) -> Facts {
                match self {
                    $(Self::$class => Facts {
                        key: $key,
                        retry: $retry,
                        fault: Fault::$fault,
                        effect: ContactEffect::$effect,
                        sentence: $sentence,
                    },)*
                }
            }
        }
    };
}

classes! {
    TokenInvalid = "token_invalid", Retry::Never, Account, None,
        "The access token is missing, wrong or has expired.";
    PermissionDenied = "permission_denied", Retry::Never, Account, None,
        "The access token may not use this number or account.";
    InvalidRequest = "invalid_request", Retry::Never, Request, None,
        "WhatsApp does not accept the content of the request.";
    UnsupportedMessage = "unsupported_message", Retry::Never, Request, None,
        "WhatsApp does not support this kind of message.";
    RateLimited = "rate_limited", Retry::BackOff, Platform, None,
        "The number has sent more messages per second than it may.";
    AccountRateLimited = "account_rate_limited", Retry::BackOff, Platform, None,
        "The account has made more calls in an hour than it may.";
    PairRateLimited = "pair_rate_limited", Retry::PairBackOff, Platform, None,
        "Too many messages to the same person in a short time.";
    SpamLimited = "spam_limited", Retry::After(DAY), Account, None,
        "Sending is limited because customers have blocked or reported the number.";
    MessagingLimitReached = "messaging_limit_reached", Retry::After(DAY), Account, None,
        "The messaging limit of the business has been reached.";
    WindowClosed = "window_closed", Retry::Never, Request, None,
        "More than 24 hours have passed since the customer wrote; only a template can be sent.";
    RecipientUnreachable = "recipient_unreachable", Retry::Never, Recipient, Unreachable,
        "WhatsApp cannot deliver to this number: it may not use WhatsApp, not have accepted its terms, or have blocked the business.";
    RecipientNotAllowed = "recipient_not_allowed", Retry::Never, Account, None,
        "A test number may only write to the numbers on its list.";
    RecipientNeedsPhone = "recipient_needs_phone", Retry::Never, Request, None,
        "This message can only be sent to a telephone number, not to a user id.";
    IdentityChanged = "identity_changed", Retry::Never, Recipient, None,
        "The customer's identity key has changed; make sure who they are before writing again.";
    CountryRestricted = "country_restricted", Retry::Never, Account, None,
        "The business may not write to customers in this country.";
    DeliveryFailed = "delivery_failed", Retry::Never, Recipient, None,
        "The message did not reach at least one of the customer's devices.";
    OptedOutOfMarketing = "opted_out_of_marketing", Retry::Never, Recipient, OptedOutOfMarketing,
        "The customer has switched marketing messages off.";
    MarketingLimit = "marketing_limit", Retry::After(DAY), Platform, None,
        "WhatsApp held the message back: this customer has had enough marketing for now.";
    MarketingExperiment = "marketing_experiment", Retry::Never, Platform, None,
        "The customer is in the group to which WhatsApp delivers no marketing messages.";
    MarketingNotAllowed = "marketing_not_allowed", Retry::Never, Account, None,
        "Marketing templates cannot be sent this way from this account.";
    TemplateMissing = "template_missing", Retry::Never, Template, None,
        "The template does not exist in this language, or is not approved.";
    TemplatePaused = "template_paused", Retry::Never, Template, None,
        "The template is paused because customers disliked it.";
    TemplateDisabled = "template_disabled", Retry::Never, Template, None,
        "The template has been disabled for good because customers disliked it.";
    TemplateParameters = "template_parameters", Retry::Never, Template, None,
        "The values do not fit the blanks of the template.";
    TemplateRefused = "template_refused", Retry::Never, Template, None,
        "The template cannot be created or changed like this.";
    TemplateSyncing = "template_syncing", Retry::After(TEMPLATE_SYNC), Platform, None,
        "The template is still being made ready; it can be sent in about ten minutes.";
    FlowUnavailable = "flow_unavailable", Retry::Never, Request, None,
        "The WhatsApp Flow is blocked or not valid.";
    FlowThrottled = "flow_throttled", Retry::After(HOUR), Request, None,
        "The WhatsApp Flow works badly and may only be sent ten times an hour.";
    MediaProblem = "media_problem", Retry::Never, Request, None,
        "The file could not be fetched, is too large, or is of a kind WhatsApp does not take.";
    AccountRestricted = "account_restricted", Retry::Never, Account, None,
        "WhatsApp has restricted or locked the account.";
    Billing = "billing", Retry::Never, Account, None,
        "There is a problem with the payment method or the terms of payment.";
    NotRegistered = "not_registered", Retry::Never, Account, None,
        "The number is not registered, or not ready to send.";
    NumberAdministration = "number_administration", Retry::Never, Account, None,
        "The number cannot be registered, verified or moved like this.";
    Groups = "groups", Retry::Never, Request, None,
        "The group does not allow this.";
    Calling = "calling", Retry::Never, Request, None,
        "The call cannot be made.";
    BlockList = "block_list", Retry::Never, Request, None,
        "The list of blocked customers could not be changed as asked.";
    Temporary = "temporary", Retry::BackOff, Platform, None,
        "WhatsApp has a passing problem.";
    Unknown = "unknown", Retry::Never, Platform, None,
        "WhatsApp refused for a reason this version does not know.";
}

impl ErrorClass {
    /// A stable name, for storage and translations.
    pub const fn key(self) -> &'static str {
        self.facts().key
    }

    /// Whether and when to try again. Some codes are more exact than their class, see [`retry`](super::retry()).
    pub const fn retry(self) -> Retry {
        self.facts().retry
    }

    /// Who can mend it.
    pub const fn fault(self) -> Fault {
        self.facts().fault
    }

    /// What it tells about the contact.
    pub const fn contact_effect(self) -> ContactEffect {
        self.facts().effect
    }

    /// One sentence for whoever runs the system, in English.
    pub const fn sentence(self) -> &'static str {
        self.facts().sentence
    }

    /// The class of that [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.key() == key)
    }
}

impl std::fmt::Display for ErrorClass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}
