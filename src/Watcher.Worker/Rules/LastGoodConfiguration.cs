using System.IO.Compression;

namespace Watcher.Worker.Rules;

/// <summary>
/// The last configuration without errors, kept beside the store as the files it was read from, so that <c>run --allow-last-good</c> can start
/// from it when somebody broke them while the service was down.
/// </summary>
internal static class LastGoodConfiguration
{
    private const string FileName = "last-good-config.zip";

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, FileName);

    /// <summary>Keeps the files of a folder that has just been read without errors; through a file beside it, so that there is always a whole one.</summary>
    /// <returns>Why it could not; null when it did.</returns>
    public static string? Keep(string folder, string path)
    {
        var half = path + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);      // a full path of a file has a folder
            File.Delete(half);
            ZipFile.CreateFromDirectory(folder, half, CompressionLevel.Fastest, includeBaseDirectory: false);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(half, UnixFileMode.UserRead | UnixFileMode.UserWrite);     // recipients.yaml is in it
            }

            File.Move(half, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>Null when none is kept, or this version finds errors in it.</summary>
    public static RulesInForce? Load(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("watcher-last-good-").FullName;
        try
        {
            ZipFile.ExtractToDirectory(path, folder);
            return ConfigurationReader.Read(folder).Loaded is { } loaded ? RulesInForce.Of(loaded) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
