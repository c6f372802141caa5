// One template in one language: write it, see it as the customer will, send it to Meta, follow its review.
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { templateQuery } from "../api/templates";
import { Guarded } from "../app/Guarded";
import { ErrorState, LoadingRows } from "../app/states";
import { TemplateEditor } from "./TemplateEditor";

export function TemplatePage() {
  const { templateId } = useParams({ from: "/shell/templates/$templateId" });
  return (
    <Guarded permission="read_templates">
      <Loaded key={templateId} id={templateId} />
    </Guarded>
  );
}

function Loaded({ id }: { id: string }) {
  const template = useQuery(templateQuery(id));
  if (template.isPending) return <LoadingRows rows={6} />;
  if (template.isError) return <ErrorState error={template.error} retry={() => void template.refetch()} />;
  return <TemplateEditor detail={template.data} />;
}
