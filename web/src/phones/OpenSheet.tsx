import type { Customer } from "../api/emulator-types";
import type { Opening } from "../message/meta";
import { FlowSheet } from "./flow/FlowSheet";
import { AddressSheet } from "./sheets/AddressSheet";
import { CallPermissionSheet } from "./sheets/CallPermissionSheet";
import { ContactSheet } from "./sheets/ContactSheet";
import { ListSheet } from "./sheets/ListSheet";
import { LocationSheet } from "./sheets/LocationSheet";
import { OrderSheet } from "./sheets/OrderSheet";
import { ShareContactSheet } from "./sheets/ShareContactSheet";
import { ShopSheet } from "./sheets/ShopSheet";

/** What is open over the chat: what a message opens, or what the customer wants to send. */
export type OpenedSheet = Opening | { what: "people" };

export interface SheetOf<What extends OpenedSheet["what"]> {
  customer: Customer;
  /** The message it was opened from. */
  contextId?: string;
  opening: Extract<OpenedSheet, { what: What }>;
  onSend: (message: Record<string, unknown>) => void;
  onClose: () => void;
}

type AnySheet = Omit<SheetOf<"list">, "opening"> & { opening: OpenedSheet };

export function OpenSheet({ opening, ...rest }: AnySheet) {
  switch (opening.what) {
    case "list":
      return <ListSheet opening={opening} {...rest} />;
    case "flow":
      return <FlowSheet opening={opening} {...rest} />;
    case "products":
      return <ShopSheet opening={opening} {...rest} />;
    case "order":
      return <OrderSheet opening={opening} {...rest} />;
    case "address":
      return <AddressSheet opening={opening} {...rest} />;
    case "location":
      return <LocationSheet {...rest} />;
    case "contact":
      return <ShareContactSheet {...rest} />;
    case "callPermission":
      return <CallPermissionSheet {...rest} />;
    case "people":
      return <ContactSheet {...rest} />;
  }
}
