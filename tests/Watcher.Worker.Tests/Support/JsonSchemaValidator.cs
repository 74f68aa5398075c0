using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watcher.Worker.Tests.Support;

/// <summary>A draft-07 validator that is not ours: python3 with the package jsonschema.</summary>
internal static class JsonSchemaValidator
{
    /// <summary>"accepts" or "rejects" for each document, in order, and why.</summary>
    public static (string[] Verdicts, string Reasons) Validate(IReadOnlyList<(string Schema, JsonNode Document)> documents)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Checkout.Root, "tests", "Watcher.Worker.Tests", "Rules", "validate_schema.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;   // the attribute asked whether python3 is there
        var output = python.StandardOutput.ReadToEndAsync();
        var errors = python.StandardError.ReadToEndAsync();
        foreach (var (schema, document) in documents)
        {
            var line = new JsonObject { ["schema"] = schema, ["document"] = document.DeepClone() };
            python.StandardInput.WriteLine(line.ToJsonString(new JsonSerializerOptions()));
        }

        python.StandardInput.Close();
        Assert.True(python.WaitForExit(TimeSpan.FromMinutes(1)) && python.ExitCode == 0, errors.Result);
        return (output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.Result);
    }
}

/// <summary>A test that needs python3 with the package jsonschema; skipped with a reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JsonSchemaFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_isThere = new(() =>
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import jsonschema"]) { RedirectStandardError = true });
            return python is not null && python.WaitForExit(TimeSpan.FromSeconds(30)) && python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public JsonSchemaFactAttribute()
    {
        if (!s_isThere.Value)
        {
            Skip = "no python3 with jsonschema (an independent draft-07 validator)";
        }
    }
}
