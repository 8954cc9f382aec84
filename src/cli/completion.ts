import { COMMANDS, type OptionRow, OPTIONS, type Shell } from './option-table.ts';

const PROGRAM = 'rtmp-dissect';
/** Prints the full names of all fields, one a line. */
const FIELD_NAMES = `${PROGRAM} fields --color never | cut -d' ' -f1`;
const CAPTURES = ['pcap', 'pcapng', 'cap', 'gz', 'lz4', 'zst'] as const;

/** A script that makes a shell complete commands, options, their values, fields and captures. To be sourced, or put where the shell looks. */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bash();
    case 'zsh':
      return zsh();
    case 'fish':
      return fish();
  }
}

function bash(): string {
  const cases = OPTIONS.flatMap((option) => {
    const words = bashWords(option);
    return words === undefined ? [] : [`    ${flagsOf(option).join('|')}) ${words}; return ;;\n`];
  });
  return `# Completion of ${PROGRAM} for bash:  source <(${PROGRAM} completion bash)
_${name()}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  case $previous in
${cases.join('')}  esac
  case $current in
    -*) COMPREPLY=($(compgen -W '${OPTIONS.flatMap(flagsOf).join(' ')}' -- "$current")) ;;
    *)
      COMPREPLY=($(compgen -f -- "$current"))
      ((COMP_CWORD == 1)) && COMPREPLY+=($(compgen -W '${commandNames().join(' ')}' -- "$current"))
      ;;
  esac
}
complete -o filenames -F _${name()} ${PROGRAM}
`;
}

function bashWords({ value, values }: OptionRow): string | undefined {
  if (value === undefined) return undefined;
  if (values === 'file') return 'COMPREPLY=($(compgen -f -- "$current"))';
  if (values === 'field') return `COMPREPLY=($(compgen -W "$(${FIELD_NAMES})" -- "$current"))`;
  return `COMPREPLY=(${values === undefined ? '' : `$(compgen -W '${values.join(' ')}' -- "$current")`})`;
}

function zsh(): string {
  const specs = OPTIONS.map((option) => {
    const flags = flagsOf(option);
    const exclusion = option.multiple === true ? '*' : `(${flags.join(' ')})`;
    const spelled = flags.length === 1 ? `${flags[0]}` : `{${flags.join(',')}}`;
    return `    '${exclusion}'${spelled}'[${zshText(option.text)}]${zshValue(option)}' \\\n`;
  });
  const commands = COMMANDS.map(([word, text]) => `'${word}:${zshText(text)}'`);
  return `#compdef ${PROGRAM}
# Completion of ${PROGRAM} for zsh: put into a folder of $fpath as _${PROGRAM}
_${name()}() {
  _arguments \\
${specs.join('')}    '1: :_${name()}_first' '*:capture:_files'
}
_${name()}_first() {
  local -a commands=(${commands.join(' ')})
  _alternative 'commands:command:{_describe command commands}' 'files:capture:_files -g "*.(${CAPTURES.join('|')})(-.)"'
}
_${name()}_fields() {
  local -a fields=(\${(f)"$(${FIELD_NAMES})"})
  compadd -a fields
}
compdef _${name()} ${PROGRAM}
`;
}

function zshValue({ value, values }: OptionRow): string {
  if (value === undefined) return '';
  if (values === 'file') return `:${value}:_files`;
  if (values === 'field') return `:${value}:_${name()}_fields`;
  return `:${value}:${values === undefined ? '' : `(${values.join(' ')})`}`;
}

/** Within single quotes and brackets. */
function zshText(text: string): string {
  return text.replace(/'/g, `'\\''`).replace(/[[\]:]/g, String.raw`\$&`);
}

function fish(): string {
  const lines = OPTIONS.map(({ name: long, short, value, values, text }) => {
    const takes = value === undefined ? '' : values === 'file' ? ' -rF' : ' -x';
    const words =
      values === 'field'
        ? ` -a "(${FIELD_NAMES})"`
        : Array.isArray(values)
          ? ` -a '${values.join(' ')}'`
          : '';
    const flag = short === undefined ? '' : ` -s ${short}`;
    return `complete -c ${PROGRAM} -l ${long}${flag}${takes}${words} -d '${fishText(text)}'\n`;
  });
  const commands = COMMANDS.map(
    ([word, text]) => `complete -c ${PROGRAM} -n __fish_use_subcommand -a ${word} -d '${fishText(text)}'\n`,
  );
  return `# Completion of ${PROGRAM} for fish: put into ~/.config/fish/completions/${PROGRAM}.fish\n${commands.join('')}${lines.join('')}`;
}

/** Within single quotes. */
function fishText(text: string): string {
  return text.replace(/['\\]/g, String.raw`\$&`);
}

function flagsOf({ name: long, short }: OptionRow): string[] {
  return short === undefined ? [`--${long}`] : [`-${short}`, `--${long}`];
}

function commandNames(): string[] {
  return COMMANDS.map(([word]) => word);
}

/** The program's name as shell functions can have it. */
function name(): string {
  return PROGRAM.replace('-', '_');
}
