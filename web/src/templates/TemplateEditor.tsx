import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TemplateDetail } from "../api/types";
import { useMay } from "../app/session";
import { BodyCard } from "./editor/BodyCard";
import { ButtonsCard } from "./editor/ButtonsCard";
import { CarouselCard } from "./editor/CarouselCard";
import { FooterCard } from "./editor/FooterCard";
import { HeaderCard } from "./editor/HeaderCard";
import { OfferCard } from "./editor/OfferCard";
import { PasswordCard } from "./editor/PasswordCard";
import { WholeCard } from "./editor/WholeCard";
import { EditorHeader } from "./EditorHeader";
import { PreviewPanel } from "./PreviewPanel";
import { Timeline } from "./Timeline";
import { useDraft } from "./useDraft";
import { UsedIn } from "./UsedIn";
import type { Draft } from "./model/draft";
import styles from "./editor.module.css";

/** Meta takes no changes of these, or somebody else is at them. */
const CLOSED = ["in_review", "not_editable"];

export function TemplateEditor({ detail }: { detail: TemplateDetail }) {
  const { t } = useTranslation();
  const may = useMay()("manage_templates");
  const writing = useDraft(detail);
  const [files, setFiles] = useState(new Map<string, string>());
  const closed = !may || CLOSED.includes(detail.hindrance?.code ?? "");
  const { draft, findings } = writing;
  const props = { draft, findings, onChange: writing.change };
  return (
    <div className={styles.page}>
      <EditorHeader detail={detail} writing={writing} />
      <div className={styles.columns}>
        <form
          className={styles.form}
          aria-label={t("templates.editorOf", { name: detail.name })}
          onSubmit={(event) => {
            event.preventDefault();
          }}
        >
          <fieldset className={styles.fields} disabled={closed}>
            <WholeCard {...props} fixedCategory={detail.status === "approved"} />
            {isAuthentication(draft) ? (
              <PasswordCard {...props} />
            ) : (
              <>
                <HeaderCard
                  {...props}
                  onFile={(handle, url) => {
                    setFiles(new Map(files).set(handle, url));
                  }}
                />
                <OfferCard {...props} />
                <BodyCard {...props} />
                <FooterCard {...props} />
                <ButtonsCard {...props} />
                <CarouselCard
                  {...props}
                  onFile={(handle, url) => {
                    setFiles(new Map(files).set(handle, url));
                  }}
                />
              </>
            )}
          </fieldset>
        </form>
        <aside className={styles.side}>
          <PreviewPanel detail={detail} draft={draft} files={files} />
          <Timeline changes={detail.changes} />
          <UsedIn uses={detail.used_in} />
        </aside>
      </div>
    </div>
  );
}

const isAuthentication = (draft: Draft) => draft.category === "AUTHENTICATION";
