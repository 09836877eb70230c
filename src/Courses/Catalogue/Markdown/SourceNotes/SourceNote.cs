using Markdig.Syntax.Inlines;

namespace Learning.Courses.Catalogue.Markdown.SourceNotes;

/// <summary>[@id]: where the statement before it was published.</summary>
internal sealed class SourceNote(string sourceId) : LeafInline, IResolvable
{
    public string SourceId { get; } = sourceId;

    /// <summary>The number in the list of sources; 0 until resolved.</summary>
    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    public void Resolve(TextScope scope, ProblemList problems)
    {
        for (var i = 0; i < scope.Sources.Count; i++)
        {
            if (scope.Sources[i].Id == SourceId)
            {
                (Number, Title) = (i + 1, scope.Sources[i].Title);
                return;
            }
        }

        problems.Add(Line + 1, "Content.SourceNotDeclared", SourceId);
    }
}
