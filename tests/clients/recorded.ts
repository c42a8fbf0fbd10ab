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

/**
 * The official server leaves these out or sends null when they are empty (Go's `omitempty` and nil pointers), although
 * the types promise them; the official clients live with that.
 */
const OMITTED = [
    'embeds', 'emojis', 'files', 'images', 'mini_preview', 'notify_props', 'props', 'last_picture_update',
    'last_activity_at', 'terms_of_service_id', 'terms_of_service_create_at', 'email_verified', 'scheme_id', 'is_bot',
    'group_constrained', 'create_at', 'update_at', 'auth_data', 'password', 'failed_attempts', 'policy_id',
    'mfa_active', 'bot_description', 'last_password_update', 'width', 'height', 'has_preview_image', 'clientId',
    'banner_info', 'shared', 'has_next', 'is_following', 'is_urgent', 'category',
];

/** Fields that the types do not know are allowed, as newer servers add some; missing and wrong ones are not. */
const HEAD = `
type Omitted = ${OMITTED.map((name) => `'${name}'`).join(' | ')};
type Loose<T> = T extends (infer U)[] ? Loose<U>[] : T extends object ? {
    [K in keyof T as K extends Omitted ? never : K]: Loose<T[K]>
} & {[K in keyof T as K extends Omitted ? K : never]?: Loose<T[K]> | null} & {[extra: string]: any}
    : T extends string ? T | \`\${T}\` : T;
type Member = Omit<TeamMembership, keyof TeamUnread> & {team_id: string};
type Settings = Partial<ClientConfig>;
type Person = Omit<UserProfile, 'notify_props'> & {notify_props?: Partial<UserProfile['notify_props']>};
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
    const HIDDEN: Record<string, [string, string[]]> = {
        Member: ['teams', ['TeamMembership', 'TeamUnread']],
        Settings: ['config', ['ClientConfig']],
        Person: ['users', ['UserProfile']],
    };
    for (const [alias, [module, needed]] of Object.entries(HIDDEN)) {
        imports.get(module)?.delete(alias);
        needed.forEach((name) => (imports.get(module) ?? imports.set(module, new Set()).get(module)!).add(name));
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
        return `${about ? about.type : 'import'}: ${innermost(found.messageText)}`;
    });
}

/** The last line of the compiler's chain of reasons: the field that is missing or wrong. */
function innermost(text: string | ts.DiagnosticMessageChain): string {
    let chain = text;
    while (typeof chain !== 'string' && chain.next?.length) {
        chain = chain.next[0];
    }
    return (typeof chain === 'string' ? chain : chain.messageText).slice(-400);
}
