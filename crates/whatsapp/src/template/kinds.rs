//! The words of templates.

vocabulary! {
    /// What a template is for, which decides its price and who may get it.
    Category {
        Marketing = "MARKETING",
        Utility = "UTILITY",
        Authentication = "AUTHENTICATION",
    }
}

vocabulary! {
    /// Where a template stands; only approved ones can be sent.
    ReviewStatus {
        Pending = "PENDING",
        Approved = "APPROVED",
        Rejected = "REJECTED",
        Paused = "PAUSED",
        Disabled = "DISABLED",
        InAppeal = "IN_APPEAL",
        Locked = "LOCKED",
        LimitExceeded = "LIMIT_EXCEEDED",
        Archived = "ARCHIVED",
        PendingDeletion = "PENDING_DELETION",
        Deleted = "DELETED",
    }
}

vocabulary! {
    /// How the blanks are written: `{{1}}` or `{{name}}`.
    ParameterFormat {
        Positional = "POSITIONAL",
        Named = "NAMED",
    }
}

vocabulary! {
    /// The parts of a template.
    ComponentKind {
        Header = "HEADER",
        Body = "BODY",
        Footer = "FOOTER",
        Buttons = "BUTTONS",
        Carousel = "CAROUSEL",
        LimitedTimeOffer = "LIMITED_TIME_OFFER",
        CallPermissionRequest = "CALL_PERMISSION_REQUEST",
        /// Utility templates of the sub-category of that name.
        OrderStatus = "ORDER_STATUS",
    }
}

vocabulary! {
    /// What stands in a header.
    HeaderFormat {
        Text = "TEXT",
        Image = "IMAGE",
        Video = "VIDEO",
        Document = "DOCUMENT",
        /// Marketing Messages API only.
        Gif = "GIF",
        Location = "LOCATION",
        Product = "PRODUCT",
    }
}

vocabulary! {
    /// What a button does.
    ButtonKind {
        QuickReply = "QUICK_REPLY",
        Url = "URL",
        PhoneNumber = "PHONE_NUMBER",
        CopyCode = "COPY_CODE",
        Flow = "FLOW",
        Catalog = "CATALOG",
        MultiProduct = "MPM",
        SingleProduct = "SPM",
        /// Listed later as a `URL`.
        OneTimePassword = "OTP",
        VoiceCall = "VOICE_CALL",
        OrderDetails = "ORDER_DETAILS",
        App = "APP",
        RequestContactInfo = "REQUEST_CONTACT_INFO",
    }
}

vocabulary! {
    /// How a one-time password gets into the app that asked for it.
    OneTimePasswordKind {
        /// The customer copies it.
        CopyCode = "COPY_CODE",
        /// One tap hands it over.
        OneTap = "ONE_TAP",
        /// It is handed over by itself.
        ZeroTap = "ZERO_TAP",
    }
}
