import type { ReactNode } from "react";
import type { Permission } from "../api/types";
import { useMay } from "./session";
import { NoPermission } from "./states";

/** Its children for who may see them; a plain word for who may not. */
export function Guarded({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useMay()(permission) ? children : <NoPermission permission={permission} />;
}
