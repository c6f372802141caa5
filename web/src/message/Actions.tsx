import {
  IconBuildingStore,
  IconClipboardText,
  IconCreditCard,
  IconExternalLink,
  IconHome,
  IconId,
  IconMapPin,
  IconPhone,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Carousel } from "./Carousel";
import { FormattedText } from "./FormattedText";
import { HeaderContent } from "./HeaderContent";
import type { InteractiveProps } from "./InteractiveContent";
import { ListButton } from "./ListButton";
import { type Action, type CarouselCard, type Opening, tapButton } from "./meta";
import styles from "./message.module.css";
import { Option } from "./Option";
import { ProductCard } from "./ProductCard";

/** What can be tapped below an interactive message, by its kind. */
export function Actions({ interactive, chosen, onReply, onOpen }: InteractiveProps) {
  const { action } = interactive;
  if (!action) return null;
  if (interactive.type === "list") return <ListButton action={action} chosen={chosen} onOpen={onOpen} />;
  if (action.cards)
    return (
      <Carousel
        cards={action.cards.map((card) => (
          <Card card={card} onOpen={onOpen} />
        ))}
      />
    );
  if (action.buttons) return <Buttons buttons={action.buttons} chosen={chosen} onReply={onReply} />;
  return <Opener type={interactive.type} action={action} onOpen={onOpen} />;
}

type ButtonsProps = Pick<InteractiveProps, "chosen" | "onReply"> & { buttons: NonNullable<Action["buttons"]> };

function Buttons({ buttons, chosen, onReply }: ButtonsProps) {
  return (
    <div className={styles.options}>
      {buttons.map(({ reply, cta_url }, index) =>
        reply ? (
          <Option
            key={index}
            chosen={reply.id === chosen}
            onTap={
              onReply &&
              (() => {
                onReply(tapButton(reply));
              })
            }
          >
            {reply.title}
          </Option>
        ) : (
          <Option key={index} icon={<IconExternalLink size={16} aria-hidden />} href={cta_url?.url}>
            {cta_url?.display_text}
          </Option>
        ),
      )}
    </div>
  );
}

function Card({ card, onOpen }: { card: CarouselCard; onOpen?: (opening: Opening) => void }) {
  return (
    <>
      <HeaderContent header={card.header} />
      {card.action?.product_retailer_id && <ProductCard retailerId={card.action.product_retailer_id} large />}
      {card.body?.text && <FormattedText text={card.body.text} />}
      {card.action && <Opener type={card.type ?? "cta_url"} action={card.action} onOpen={onOpen} />}
    </>
  );
}

const ICONS = {
  cta_url: IconExternalLink,
  flow: IconClipboardText,
  location_request_message: IconMapPin,
  address_message: IconHome,
  product: IconBuildingStore,
  product_list: IconBuildingStore,
  catalog_message: IconBuildingStore,
  order_details: IconCreditCard,
  voice_call: IconPhone,
  call_permission_request: IconPhone,
  request_contact_info: IconId,
} as const;

/** The one thing to tap of the kinds that have just one. */
function Opener({ type, action, onOpen }: Pick<InteractiveProps, "onOpen"> & { type: string; action: Action }) {
  const { t } = useTranslation();
  const kind = Object.keys(ICONS).find((name): name is keyof typeof ICONS => name === type);
  if (!kind) return null;
  const Icon = ICONS[kind];
  const opening = openingOf(kind, action);
  const { display_text, flow_cta, url } = action.parameters ?? {};
  return (
    <div className={styles.options}>
      <Option
        icon={<Icon size={16} aria-hidden />}
        href={kind === "cta_url" ? url : undefined}
        onTap={
          onOpen && opening
            ? () => {
                onOpen(opening);
              }
            : undefined
        }
      >
        {display_text ?? flow_cta ?? t(`message.open.${kind}`)}
      </Option>
    </div>
  );
}

function openingOf(kind: keyof typeof ICONS, action: Action): Opening | undefined {
  const { parameters = {}, catalog_id: catalogId, product_retailer_id, sections } = action;
  switch (kind) {
    case "flow":
      return { what: "flow", flow: parameters };
    case "location_request_message":
      return { what: "location" };
    case "address_message":
      return { what: "address", address: parameters };
    case "product":
      return { what: "products", catalogId, sections: [{ product_items: [{ product_retailer_id }] }] };
    case "product_list":
      return { what: "products", catalogId, sections };
    case "catalog_message":
      return { what: "products", catalogId };
    case "order_details":
      return { what: "order", order: parameters };
    case "call_permission_request":
      return { what: "callPermission" };
    case "request_contact_info":
      return { what: "contact" };
    case "cta_url":
    case "voice_call":
      return undefined;
  }
}
