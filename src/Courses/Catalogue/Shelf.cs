namespace Learning.Courses.Catalogue;

/// <summary>Copies of the course folders as they last were without fault.</summary>
public sealed class Shelf(string path)
{
    public string Root { get; } = Path.GetFullPath(path);

    public bool Has(string courseKey) => Directory.Exists(Path.Combine(Root, courseKey));

    /// <summary>Puts a course by, unless the copy is the same already.</summary>
    internal void Keep(string root, string courseKey)
    {
        var from = new DirectoryInfo(Path.Combine(root, courseKey));
        var to = new DirectoryInfo(Path.Combine(Root, courseKey));
        var fresh = Path.Combine(Root, "." + courseKey);
        try
        {
            if (to.Exists && Stamps(from).SequenceEqual(Stamps(to)))
            {
                return;
            }

            DeleteIfThere(fresh);
            Copy(from, fresh);
            DeleteIfThere(to.FullName);
            Directory.Move(fresh, to.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, or another node at the same work. The course is good and is shown; only its copy is missing or older.
        }
    }

    /// <summary>A copied file keeps the time of its last change, so equal stamps mean equal files.</summary>
    private static IEnumerable<(string Path, long Length, DateTime Changed)> Stamps(DirectoryInfo folder) => folder
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .Select(f => (Path.GetRelativePath(folder.FullName, f.FullName), f.Length, f.LastWriteTimeUtc))
        .Where(f => !f.Item1.Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')))
        .OrderBy(f => f.Item1, StringComparer.Ordinal);

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles().Where(f => !f.Name.StartsWith('.')))
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(f => !f.Name.StartsWith('.')))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }

    private static void DeleteIfThere(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
