import { useEffect } from "react";
import { Redirect, useSearchParams } from "wouter";
import { change } from "@/state/store";
import { search } from "@/state/ui";

/** A search somebody shared: asked again by whoever opens it, beside where they were. */
export default function SearchScreen({ path }: { path: string }) {
  const [params] = useSearchParams();
  useEffect(() => change(search, params.get("q") ?? "", params.get("in") === "files", params.get("teams") === "all"), [params]);
  return <Redirect to={path} replace />;
}
