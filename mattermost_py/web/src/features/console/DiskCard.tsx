import { diskUse } from "@/client/operations";
import { t } from "@/i18n/t";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { bytes, number } from "./format";
import styles from "./Parts.module.css";
import { Card } from "./parts";
import { useLoaded } from "./useLoaded";

/** What takes how much room, and how much is left. */
export function DiskCard() {
  const { value, problem } = useLoaded("disk", diskUse);
  const most = Math.max(1, ...(value?.areas.map((area) => area.bytes) ?? []));
  return (
    <Card title={t("console.disk")} lead={value && value.total_bytes > 0 ? t("console.disk_free", { free: bytes(value.free_bytes), total: bytes(value.total_bytes) }) : undefined}>
      <FormProblem>{problem}</FormProblem>
      {value === null && problem === "" && <Skeleton rows={4} />}
      {value && (
        <table className={styles.bars} aria-label={t("console.disk")}>
          <tbody>
            {value.areas.map((area) => (
              <tr key={area.name}>
                <th scope="row">{t(`console.disk_area.${area.name}`)}</th>
                <td className={styles.barCell} aria-hidden="true">
                  <meter max={most} value={area.bytes} />
                </td>
                <td>{bytes(area.bytes)}</td>
                <td>{area.files > 0 ? t("console.disk_files", { count: area.files, shown: number(area.files) }) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
