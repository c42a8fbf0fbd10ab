import { useEffect, useRef } from "react";

interface Props {
  source: string;
  isBlock: boolean;
}

/** A TeX formula as MathML; shows its source until the typesetter has arrived, or if it cannot be read. */
export function Formula({ source, isBlock }: Props) {
  const place = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let isCurrent = true;
    void import("temml").then(({ default: temml }) => {
      if (!isCurrent || !place.current) return;
      temml.render(source, place.current, { displayMode: isBlock, throwOnError: false, trust: false, maxExpand: 200 });
    });
    return () => {
      isCurrent = false;
    };
  }, [source, isBlock]);

  return (
    <span ref={place} role="math" aria-label={source} style={isBlock ? { display: "block", overflowX: "auto" } : undefined}>
      {source}
    </span>
  );
}
