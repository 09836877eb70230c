namespace Learning.Courses.Catalogue;

/// <summary>Why the site will not show what an author has written. The code is also the resource key of the sentence that says so.</summary>
/// <param name="File">Relative to the content folder, with forward slashes.</param>
/// <param name="Line">Counted from 1, as editors do.</param>
public sealed record ContentProblem(string File, int Line, string Code, IReadOnlyList<object> Args);

/// <summary>Takes down what is wrong with one file while it is read, so that an author sees everything at once and not the first thing only.</summary>
public sealed class ProblemList(string file)
{
    private readonly List<ContentProblem> problems = [];

    public string File { get; } = file;

    public int Count => problems.Count;

    public void Add(int line, string code, params object[] args) => problems.Add(new ContentProblem(File, line, code, args));

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ContentProblem> ToList() => [.. problems.OrderBy(p => p.Line)];
}
