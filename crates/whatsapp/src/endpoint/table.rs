//! The table itself.

use super::{Endpoint, Host, Method, endpoints};

endpoints! {
    "messages" {
        SEND_MESSAGE = Post "/{phone_number_id}/messages", "Sends a message, marks one as read, shows that an answer is being written.";
        SEND_MARKETING = Post "/{phone_number_id}/marketing_messages", "Sends a marketing template through the Marketing Messages API.";
        SUBMIT_MESSAGE_SAMPLE = Post "/{account_id}/message_samples", "Submits a sample by which direct sends are classified.";
        GET_PAYMENT = Get "/{phone_number_id}/payments/{payment_configuration}/{reference_id}", "Looks a payment up.";
        GET_MESSAGE_HISTORY = Get "/{phone_number_id}/message_history", "Finds the delivery history of a message.";
        LIST_MESSAGE_EVENTS = Get "/{history_id}/events", "Lists the delivery events of a history.";
    }
    "media" {
        UPLOAD_MEDIA = Post "/{phone_number_id}/media", "Uploads a file to be sent.";
        GET_MEDIA = Get "/{media_id}", "Asks where a file is.";
        DELETE_MEDIA = Delete "/{media_id}", "Deletes a file.";
        BEGIN_UPLOAD = Post "/{app_id}/uploads", "Begins a resumable upload.";
        CONTINUE_UPLOAD = Post "/{upload_id}", "Sends the bytes of a resumable upload from an offset on.";
        GET_UPLOAD = Get "/{upload_id}", "Asks how much of a resumable upload has arrived.";
    }
    "templates" {
        LIST_TEMPLATES = Get "/{account_id}/message_templates", "Lists templates.";
        CREATE_TEMPLATE = Post "/{account_id}/message_templates", "Submits a template for review, also one from the library.";
        DELETE_TEMPLATES = Delete "/{account_id}/message_templates", "Deletes templates by name or by id.";
        GET_TEMPLATE = Get "/{template_id}", "Reads a template.";
        EDIT_TEMPLATE = Post "/{template_id}", "Changes a template.";
        UNPAUSE_TEMPLATE = Post "/{template_id}/unpause", "Resumes a template that pacing has paused.";
        COMPARE_TEMPLATES = Get "/{template_id}/compare", "Compares two templates.";
        UPSERT_TEMPLATES = Post "/{account_id}/upsert_message_templates", "Creates or updates an authentication template in many languages.";
        PREVIEW_TEMPLATES = Get "/{account_id}/message_template_previews", "Shows the texts of an authentication template by language.";
        LIST_TEMPLATE_LIBRARY = Get "/message_template_library", "Searches Meta's library of templates.";
        ARCHIVE_TEMPLATES = Post Api "/{account_id}/message_templates/archive", "Archives templates.";
        UNARCHIVE_TEMPLATES = Post Api "/{account_id}/message_templates/unarchive", "Takes templates out of the archive.";
        MIGRATE_TEMPLATES = Post "/{account_id}/migrate_message_templates", "Copies templates from another account.";
    }
    "numbers" {
        LIST_NUMBERS = Get "/{account_id}/phone_numbers", "Lists the numbers of an account.";
        ADD_NUMBER = Post "/{account_id}/phone_numbers", "Adds a number to an account.";
        GET_NUMBER = Get "/{phone_number_id}", "Reads a number.";
        UPDATE_NUMBER = Post "/{phone_number_id}", "Sets the PIN, the display name or the callback of a number.";
        REQUEST_CODE = Post "/{phone_number_id}/request_code", "Has a verification code sent to a number.";
        VERIFY_CODE = Post "/{phone_number_id}/verify_code", "Verifies a number with the code.";
        REGISTER_NUMBER = Post "/{phone_number_id}/register", "Registers a number for the Cloud API.";
        DEREGISTER_NUMBER = Post "/{phone_number_id}/deregister", "Takes a number off the Cloud API.";
        GET_SETTINGS = Get "/{phone_number_id}/settings", "Reads the settings of a number.";
        UPDATE_SETTINGS = Post "/{phone_number_id}/settings", "Changes calling, storage and identity settings of a number.";
        GET_OFFICIAL_ACCOUNT = Get "/{phone_number_id}/official_business_account", "Asks about the official badge.";
        REQUEST_OFFICIAL_ACCOUNT = Post "/{phone_number_id}/official_business_account", "Applies for the official badge.";
    }
    "profile" {
        GET_PROFILE = Get "/{phone_number_id}/whatsapp_business_profile", "Reads the business profile.";
        UPDATE_PROFILE = Post "/{phone_number_id}/whatsapp_business_profile", "Changes the business profile.";
        GET_USERNAME = Get "/{phone_number_id}/username", "Reads the business username.";
        SET_USERNAME = Post "/{phone_number_id}/username", "Asks for a business username.";
        DELETE_USERNAME = Delete "/{phone_number_id}/username", "Gives the business username up.";
        SUGGEST_USERNAMES = Get "/{phone_number_id}/username_suggestions", "Suggests business usernames.";
        SET_AUTOMATION = Post "/{phone_number_id}/conversational_automation", "Sets ice breakers and commands.";
        GET_COMMERCE = Get "/{phone_number_id}/whatsapp_commerce_settings", "Reads whether catalogue and cart are shown.";
        UPDATE_COMMERCE = Post "/{phone_number_id}/whatsapp_commerce_settings", "Shows or hides catalogue and cart.";
        LIST_QR_CODES = Get "/{phone_number_id}/message_qrdls", "Lists QR codes and short links.";
        SAVE_QR_CODE = Post "/{phone_number_id}/message_qrdls", "Creates or changes a QR code.";
        GET_QR_CODE = Get "/{phone_number_id}/message_qrdls/{code}", "Reads a QR code.";
        DELETE_QR_CODE = Delete "/{phone_number_id}/message_qrdls/{code}", "Deletes a QR code.";
    }
    "blocked users" {
        LIST_BLOCKED = Get "/{phone_number_id}/block_users", "Lists blocked users.";
        BLOCK_USERS = Post "/{phone_number_id}/block_users", "Blocks users.";
        UNBLOCK_USERS = Delete "/{phone_number_id}/block_users", "Unblocks users.";
    }
    "account" {
        GET_ACCOUNT = Get "/{account_id}", "Reads an account, its health and its analytics.";
        UPDATE_ACCOUNT = Post "/{account_id}", "Switches insights of templates on.";
        LIST_SUBSCRIBED_APPS = Get "/{account_id}/subscribed_apps", "Lists the apps that get the webhooks of an account.";
        SUBSCRIBE_APP = Post "/{account_id}/subscribed_apps", "Has the webhooks of an account sent to the app, or to another address.";
        UNSUBSCRIBE_APP = Delete "/{account_id}/subscribed_apps", "Has them sent there no longer.";
        LIST_SIGNUPS = Get "/{account_id}/signups", "Lists in-app sign-ups.";
        CREATE_SIGNUP = Post "/{account_id}/signups", "Creates an in-app sign-up.";
        GET_SIGNUP = Get "/signups/{signup_id}", "Reads an in-app sign-up.";
        UPDATE_SIGNUP = Post "/signups/{signup_id}", "Changes an in-app sign-up, or whether it works.";
        TEMPLATE_ANALYTICS = Get "/{account_id}/template_analytics", "Figures of templates by day.";
        TEMPLATE_GROUP_ANALYTICS = Get "/{account_id}/template_group_analytics", "Figures of groups of templates by day.";
    }
    "app" {
        LIST_APP_SUBSCRIPTIONS = Get "/{app_id}/subscriptions", "Lists what the app is subscribed to.";
        SUBSCRIBE_TO_FIELDS = Post "/{app_id}/subscriptions", "Sets the callback and the webhook fields of the app.";
        DELETE_APP_SUBSCRIPTION = Delete "/{app_id}/subscriptions", "Ends the subscription of the app.";
        DEBUG_TOKEN = Get "/debug_token", "Asks what an access token is good for.";
        ACCESS_TOKEN = Get "/oauth/access_token", "Gives the token of an app, or exchanges the code of a sign-up for one.";
    }
    "flows" {
        LIST_FLOWS = Get "/{account_id}/flows", "Lists flows.";
        CREATE_FLOW = Post "/{account_id}/flows", "Creates a flow.";
        MIGRATE_FLOWS = Post "/{account_id}/migrate_flows", "Copies flows from another account.";
        GET_FLOW = Get "/{flow_id}", "Reads a flow, its preview or its metrics.";
        UPDATE_FLOW = Post "/{flow_id}", "Changes name, categories and end-point of a flow.";
        DELETE_FLOW = Delete "/{flow_id}", "Deletes a draft.";
        LIST_FLOW_ASSETS = Get "/{flow_id}/assets", "Lists the files of a flow.";
        UPLOAD_FLOW_JSON = Post "/{flow_id}/assets", "Uploads the document of a flow.";
        PUBLISH_FLOW = Post "/{flow_id}/publish", "Publishes a flow.";
        DEPRECATE_FLOW = Post "/{flow_id}/deprecate", "Retires a published flow.";
        GET_ENCRYPTION_KEY = Get "/{phone_number_id}/whatsapp_business_encryption", "Reads the public key for flows.";
        SET_ENCRYPTION_KEY = Post "/{phone_number_id}/whatsapp_business_encryption", "Uploads the public key for flows.";
    }
    "calls" {
        CALL_ACTION = Post "/{phone_number_id}/calls", "Makes, takes, rejects or ends a call.";
        GET_CALL_PERMISSION = Get "/{phone_number_id}/call_permissions", "Asks whether a user may be called.";
    }
    "groups" {
        LIST_GROUPS = Get "/{phone_number_id}/groups", "Lists groups.";
        CREATE_GROUP = Post "/{phone_number_id}/groups", "Creates a group.";
        GET_GROUP = Get "/{group_id}", "Reads a group.";
        UPDATE_GROUP = Post "/{group_id}", "Changes subject and description of a group.";
        DELETE_GROUP = Delete "/{group_id}", "Deletes a group.";
        GET_INVITE_LINK = Get "/{group_id}/invite_link", "Reads the invitation link of a group.";
        RESET_INVITE_LINK = Post "/{group_id}/invite_link", "Replaces the invitation link of a group.";
        REMOVE_PARTICIPANTS = Delete "/{group_id}/participants", "Removes people from a group.";
        LIST_JOIN_REQUESTS = Get "/{group_id}/join_requests", "Lists who asks to join a group.";
        APPROVE_JOIN_REQUESTS = Post "/{group_id}/join_requests", "Lets people join a group.";
        REJECT_JOIN_REQUESTS = Delete "/{group_id}/join_requests", "Does not let people join a group.";
    }
}
