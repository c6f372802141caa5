import { IconFocusCentered, IconMinus, IconPlus, IconSearch, IconSitemap } from "@tabler/icons-react";
import { ControlButton, useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { tidy } from "../model/edits";

export function CanvasTools() {
  const { t } = useTranslation();
  const { apply, ask, mayEdit, tree } = useBuilder();
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const tools = [
    { label: t("builder.zoomIn"), icon: IconPlus, act: () => void zoomIn() },
    { label: t("builder.zoomOut"), icon: IconMinus, act: () => void zoomOut() },
    { label: t("builder.fit"), icon: IconFocusCentered, act: () => void fitView({ padding: 0.12, maxZoom: 1 }) },
    {
      label: t("builder.find"),
      icon: IconSearch,
      act: () => {
        ask({ what: "find" });
      },
    },
    {
      label: t("builder.tidy"),
      icon: IconSitemap,
      disabled: !mayEdit || Object.keys(tree.layout).length === 0,
      act: () => {
        apply(tidy);
      },
    },
  ];
  return tools.map(({ label, icon: Icon, act, disabled }) => (
    <ControlButton key={label} aria-label={label} title={label} disabled={disabled} onClick={act}>
      <Icon size={16} />
    </ControlButton>
  ));
}
