import { useTranslation } from "react-i18next";
import { ShownOnce } from "../../app/ShownOnce";

/** Where the other system posts, with the secret in it. */
export function Address({ path, onClose }: { path: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <ShownOnce
      secret={`${window.location.origin}${path}`}
      title={t("hooks.addressOnce")}
      detail={t("hooks.addressOnceDetail")}
      onClose={onClose}
    />
  );
}
