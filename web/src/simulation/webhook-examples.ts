// Webhooks to send by hand: a beginning for each, to be changed as one likes.

export interface WebhookExample {
  field: string;
  value: Record<string, unknown>;
}

const template = {
  message_template_id: 1,
  message_template_name: "pedido_en_camino",
  message_template_language: "es",
};

export const WEBHOOK_EXAMPLES: Record<string, WebhookExample> = {
  "message_template_status_update · REJECTED": {
    field: "message_template_status_update",
    value: { event: "REJECTED", ...template, message_template_category: "UTILITY", reason: "PROMOTIONAL" },
  },
  "message_template_status_update · PAUSED": {
    field: "message_template_status_update",
    value: {
      event: "PAUSED",
      ...template,
      message_template_category: "MARKETING",
      reason: "NONE",
      other_info: { title: "FIRST_PAUSE", description: "Paused for 3 hours." },
    },
  },
  message_template_quality_update: {
    field: "message_template_quality_update",
    value: { previous_quality_score: "GREEN", new_quality_score: "YELLOW", ...template },
  },
  template_category_update: {
    field: "template_category_update",
    value: { ...template, previous_category: "UTILITY", new_category: "MARKETING" },
  },
  phone_number_quality_update: {
    field: "phone_number_quality_update",
    value: { display_phone_number: "34911223344", event: "FLAGGED", current_limit: "TIER_2K" },
  },
  phone_number_name_update: {
    field: "phone_number_name_update",
    value: {
      display_phone_number: "34911223344",
      decision: "REJECTED",
      requested_verified_name: "Luna",
      rejection_reason: "NAME_FORMAT_UNACCEPTABLE",
    },
  },
  "account_update · ACCOUNT_RESTRICTION": {
    field: "account_update",
    value: {
      event: "ACCOUNT_RESTRICTION",
      restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1_900_000_000 }],
    },
  },
  "account_update · ACCOUNT_VIOLATION": {
    field: "account_update",
    value: { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "ALCOHOL" } },
  },
  account_alerts: {
    field: "account_alerts",
    value: {
      entity_type: "BUSINESS",
      entity_id: "506914307656634",
      alert_info: {
        alert_severity: "WARNING",
        alert_status: "ACTIVE",
        alert_type: "INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO",
        alert_description: "More information is needed.",
      },
    },
  },
  account_review_update: { field: "account_review_update", value: { decision: "APPROVED" } },
  business_capability_update: {
    field: "business_capability_update",
    value: { max_daily_conversations_per_business: "TIER_10K", max_phone_numbers_per_business: 20 },
  },
  security: {
    field: "security",
    value: { display_phone_number: "34911223344", event: "PIN_CHANGED", requester: "1" },
  },
  user_preferences: {
    field: "user_preferences",
    value: {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "34911223344", phone_number_id: "106540352242922" },
      contacts: [{ profile: { name: "Ana" }, wa_id: "34600111222", user_id: "ES.1" }],
      user_preferences: [
        {
          wa_id: "34600111222",
          user_id: "ES.1",
          detail: "User requested to stop marketing messages",
          category: "marketing_messages",
          value: "stop",
          timestamp: 1_790_000_000,
        },
      ],
    },
  },
};
