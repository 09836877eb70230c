using System.Text.RegularExpressions;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>The drawings of one folder of a course.</summary>
internal static partial class FigureReader
{
    /// <param name="folder">"figures" or "en/figures", within the course.</param>
    public static IEnumerable<FigureFile> Read(string root, string courseKey, string folder, List<ContentProblem> problems)
    {
        var directory = new DirectoryInfo(Path.Combine(root, courseKey, folder));
        if (!directory.Exists)
        {
            yield break;
        }

        foreach (var file in directory.EnumerateFiles().Where(f => !f.Name.StartsWith('.')).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var found = new ProblemList($"{courseKey}/{folder}/{file.Name}");
            if (Read(file, $"{folder}/{file.Name}", found) is { } figure)
            {
                yield return figure;
            }

            problems.AddRange(found.ToList());
        }
    }

    private static FigureFile? Read(FileInfo file, string path, ProblemList problems)
    {
        if (!Name().IsMatch(file.Name))
        {
            problems.Add(1, "Content.FigureName", file.Name);
            return null;
        }

        return ContentFile.ReadBytes(file.FullName, problems) is { } bytes && SvgRules.Check(bytes, problems) is var (width, height)
            ? new FigureFile(path, Digest.Of(bytes), width, height, bytes)
            : null;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\.svg$", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
