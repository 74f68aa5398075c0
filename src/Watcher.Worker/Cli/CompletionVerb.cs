using System.CommandLine;

namespace Watcher.Worker.Cli;

/// <summary>Prints what a shell needs to complete verbs and options: a few lines that ask this program with its <c>[suggest]</c> directive.</summary>
internal static class CompletionVerb
{
    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # in ~/.bashrc: source <(watcher completion bash)
            _watcher() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(watcher "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _watcher watcher
            """,
        ["zsh"] = """
            # in ~/.zshrc: source <(watcher completion zsh)
            _watcher() {
              local -a found
              found=("${(@f)$(watcher "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -- $found || _files
            }
            compdef _watcher watcher
            """,
        ["fish"] = """
            # once: watcher completion fish > ~/.config/fish/completions/watcher.fish
            function __watcher
              set -l line (commandline -cp)
              watcher "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
            end
            complete -c watcher -a '(__watcher)'
            """,
        ["pwsh"] = """
            # in $PROFILE: watcher completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName watcher -ScriptBlock {
              param($word, $line, $position)
              watcher "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Build()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        var command = new Command("completion", "Prints the script that lets a shell complete verbs and options.") { shell };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(s_scripts[parsed.GetRequiredValue(shell)]);
            return ExitCodes.Done;
        });
        return command;
    }
}
