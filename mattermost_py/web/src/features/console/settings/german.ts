export const labels: Readonly<Record<string, string>> = {};
export const notes: Readonly<Record<string, string>> = {};
