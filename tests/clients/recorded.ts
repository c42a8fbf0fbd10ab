/** Answers of the server with the type that `@mattermost/types` gives them, and the compiler as their judge. */
import ts from 'typescript';
import {fileURLToPath} from 'node:url';
import path from 'node:path';

type Recorded = {type: string; module: string; value: unknown};

const answers: Recorded[] = [];

/** Keeps an answer for the check at the end and hands it on. */
export function record(type: string, value: any, module: string, isOptional = false): any {
    if (!isOptional) {
        answers.push({type, module, value: structuredClone(value)});
    }
    return value;
}

/** Fields that the types do not know are allowed, as newer servers add some; missing and wrong ones are not. */
const HEAD = `
type Loose<T> = T extends (infer U)[] ? Loose<U>[]
    : T extends object ? {[K in keyof T]: Loose<T[K]>} & {[extra: string]: any} : T;
`;

/** Compiler errors about the recorded answers, one line each. */
export function checkTypes(): string[] {
    const folder = path.dirname(fileURLToPath(import.meta.url));
    const file = path.join(folder, 'answers.generated.ts');
    const imports = new Map<string, Set<string>>();
    for (const {type, module} of answers) {
        const names = imports.get(module) ?? imports.set(module, new Set()).get(module)!;
        names.add(type.replace('[]', ''));
    }
    const lines = [...imports].map(([module, names]) => `import type {${[...names].join(', ')}} from '@mattermost/types/${module}';`);
    lines.push(...HEAD.trim().split('\n'));
    const first = lines.length;
    answers.forEach(({type, value}, i) => {
        lines.push(`export const answer${i}: Loose<${type}> = ${JSON.stringify(value)};`);
    });
    const options: ts.CompilerOptions = {
        strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, types: ['node'],
    };
    const host = ts.createCompilerHost(options);
    const readFile = host.readFile.bind(host);
    const text = lines.join('\n');
    host.readFile = (name) => (path.resolve(name) === file ? text : readFile(name));
    const exists = host.fileExists.bind(host);
    host.fileExists = (name) => path.resolve(name) === file || exists(name);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (name, version, ...rest) =>
        path.resolve(name) === file ? ts.createSourceFile(name, text, version) : getSourceFile(name, version, ...rest);
    const program = ts.createProgram([file], options, host);
    return ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map((found) => {
        const line = program.getSourceFile(file)!.getLineAndCharacterOfPosition(found.start ?? 0).line;
        const about = answers[line - first];
        return `${about ? about.type : 'import'}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ').slice(0, 600)}`;
    });
}
