import { IconList } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ListRows } from "./ListRows";
import type { Action, Opening } from "./meta";
import styles from "./message.module.css";
import { Option } from "./Option";

interface ListButtonProps {
  action: Action;
  chosen?: string;
  onOpen?: (opening: Opening) => void;
}

/** On the phone the list opens as a sheet; elsewhere its rows unfold below, with the picked one marked. */
export function ListButton({ action: { button, sections = [] }, chosen, onOpen }: ListButtonProps) {
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const tap = () => {
    if (onOpen) onOpen({ what: "list", title: button, sections });
    else setUnfolded(!unfolded);
  };
  return (
    <div className={styles.options}>
      <Option icon={<IconList size={16} aria-hidden />} onTap={tap} expanded={onOpen ? undefined : unfolded}>
        {button ?? t("message.list")}
      </Option>
      {unfolded && <ListRows sections={sections} chosen={chosen} />}
    </div>
  );
}
