import type { Figure } from "@/client/operations";
import { currentLocale, t } from "@/i18n/t";
import styles from "./Figures.module.css";
import { number } from "./format";

const WIDTH = 720;
const HEIGHT = 200;
const FOOT = 22;
const LEFT = 44;
const DAYS = 31;
const DAY_MS = 86_400_000;

/** A bar for each of the last days; the same numbers as a table for those who do not see them. */
export function Chart({ title, figures }: { title: string; figures: readonly Figure[] }) {
  const bars = lastDays(figures);
  const top = niceTop(Math.max(...bars.map((bar) => bar.value)));
  const step = (WIDTH - LEFT) / bars.length;
  const height = (value: number) => ((HEIGHT - FOOT - 8) * value) / top;
  return (
    <figure>
      <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {[0, top / 2, top].map((mark) => (
          <g key={mark}>
            <line x1={LEFT} x2={WIDTH} y1={HEIGHT - FOOT - height(mark)} y2={HEIGHT - FOOT - height(mark)} />
            <text x={LEFT - 8} y={HEIGHT - FOOT - height(mark) + 4} textAnchor="end">
              {number(mark)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <g key={bar.at}>
            <rect x={LEFT + index * step + 2} y={HEIGHT - FOOT - height(bar.value)} width={step - 4} height={height(bar.value)} rx="2">
              <title>{`${dayName(bar.at)}: ${number(bar.value)}`}</title>
            </rect>
            {index % 7 === 1 && (
              <text x={LEFT + (index + 0.5) * step} y={HEIGHT - 6} textAnchor="middle">
                {dayName(bar.at)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <table className="visually-hidden">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("console.day")}</th>
            <th scope="col">{t("console.count")}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.at}>
              <th scope="row">{dayName(bar.at)}</th>
              <td>{bar.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** Days without figures count as none; days are counted by universal time, as the server does. */
function lastDays(figures: readonly Figure[]): { at: number; value: number }[] {
  const known = new Map(figures.map((figure) => [figure.name, figure.value]));
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  return Array.from({ length: DAYS }, (_none, index) => {
    const at = today - (DAYS - 1 - index) * DAY_MS;
    return { at, value: known.get(new Date(at).toISOString().slice(0, 10)) ?? 0 };
  });
}

function dayName(at: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { day: "numeric", month: "short", timeZone: "UTC" }).format(at);
}

/** The next even number of one leading digit, so that its half is whole, too. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const found = [2, 4, 6, 8, 10].find((lead) => lead * power >= most) ?? 10;
  return found * power;
}
