// One series: written while it is a draft, watched from then on.
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { seriesQuery } from "../api/series";
import { Guarded } from "../app/Guarded";
import { ErrorState, LoadingRows, NoPermission } from "../app/states";
import { useMay } from "../app/session";
import { Editor } from "./editor/Editor";
import { Room } from "./room/Room";

export function SeriesPage() {
  const { seriesId } = useParams({ from: "/shell/series/$seriesId" });
  return (
    <Guarded permission="read_campaigns">
      <Loaded key={seriesId} id={seriesId} />
    </Guarded>
  );
}

function Loaded({ id }: { id: string }) {
  const mayWrite = useMay()("manage_campaigns");
  const series = useQuery(seriesQuery(id));
  if (series.isPending) return <LoadingRows rows={5} />;
  if (series.isError) return <ErrorState error={series.error} retry={() => void series.refetch()} />;
  if (series.data.state !== "draft") return <Room series={series.data} />;
  return mayWrite ? <Editor series={series.data} /> : <NoPermission permission="manage_campaigns" />;
}
