import {
  IconBuildingStore,
  IconClipboardText,
  IconCopy,
  IconCreditCard,
  IconExternalLink,
  IconPhone,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { notifyDone } from "../app/notify";
import type { DrawnButton } from "./drawn-template";
import type { MessageViewProps } from "./MessageView";
import type { Opening } from "./meta";
import { Option } from "./Option";

const ICONS: Record<string, typeof IconPhone | undefined> = {
  url: IconExternalLink,
  phone_number: IconPhone,
  voice_call: IconPhone,
  copy_code: IconCopy,
  otp: IconCopy,
  flow: IconClipboardText,
  catalog: IconBuildingStore,
  mpm: IconBuildingStore,
  spm: IconBuildingStore,
  order_details: IconCreditCard,
};

/** The words of buttons that Meta labels itself. */
const LABELS = {
  copy_code: "message.copyOffer",
  otp: "message.copyCode",
  catalog: "message.open.catalog_message",
  mpm: "message.open.product_list",
  spm: "message.open.product",
  order_details: "message.open.order_details",
  voice_call: "message.open.voice_call",
  request_contact_info: "message.open.request_contact_info",
} as const;

interface ButtonProps extends Pick<MessageViewProps, "onReply" | "onOpen" | "chosen"> {
  button: DrawnButton;
}

export function TemplateButton({ button, onReply, onOpen, chosen }: ButtonProps) {
  const { t } = useTranslation();
  const { kind, text, url, phone, payload, code } = button;
  const Icon = ICONS[kind];
  const label = kind in LABELS ? LABELS[kind as keyof typeof LABELS] : undefined;
  const opening = openingOf(button);
  const tap = () => {
    if (kind === "quick_reply") onReply?.({ type: "button", button: { payload: payload ?? text, text } });
    else if (code !== undefined) {
      // Without permission to the clipboard there is nothing to tell but that it did not work, which one sees.
      navigator.clipboard.writeText(code).then(
        () => {
          notifyDone(t("message.codeCopied", { code }));
        },
        () => undefined,
      );
    } else if (opening) onOpen?.(opening);
  };
  const isAlive = kind === "quick_reply" ? onReply : code !== undefined || opening ? onOpen : undefined;
  return (
    <Option
      icon={Icon && <Icon size={16} aria-hidden />}
      href={onOpen && (url ?? (phone && `tel:${phone}`))}
      onTap={isAlive && tap}
      chosen={kind === "quick_reply" && chosen === text}
    >
      {text !== "" || !label ? text : t(label)}
    </Option>
  );
}

function openingOf({ kind, text, flow, action }: DrawnButton): Opening | undefined {
  switch (kind) {
    case "flow": {
      const payload = { screen: flow?.screen, data: action?.flow_action_data };
      return {
        what: "flow",
        flow: { ...flow, flow_token: action?.flow_token, flow_cta: text, flow_action_payload: payload },
      };
    }
    case "catalog":
      return { what: "products" };
    case "mpm":
    case "spm":
      return { what: "products", sections: action?.sections };
    case "order_details":
      return action?.order_details && { what: "order", order: action.order_details };
    default:
      return undefined;
  }
}
