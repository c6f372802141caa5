import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { flowQuery } from "../api/flows";
import { Guarded } from "../app/Guarded";
import { ErrorState, LoadingRows } from "../app/states";
import { FlowWorkbench } from "./FlowWorkbench";

export function FlowPage() {
  const { flowId } = useParams({ from: "/shell/flows/$flowId" });
  return (
    <Guarded permission="read_flows">
      <Flow key={flowId} id={flowId} />
    </Guarded>
  );
}

function Flow({ id }: { id: string }) {
  // While somebody writes, nothing may be fetched over what they wrote.
  const flow = useQuery({ ...flowQuery(id), refetchOnWindowFocus: false });
  if (flow.isPending) return <LoadingRows />;
  if (flow.isError) return <ErrorState error={flow.error} retry={() => void flow.refetch()} />;
  return <FlowWorkbench flow={flow.data} />;
}
