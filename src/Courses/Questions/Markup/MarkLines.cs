namespace Learning.Courses.Questions.Markup;

/// <summary>Keeps space and line breaks where Markdown would keep them too.</summary>
internal static class MarkLines
{
    /// <summary>Without space and line breaks at either end and around line breaks.</summary>
    public static List<Mark> Trimmed(IEnumerable<Mark> marks)
    {
        var list = new List<Mark>();
        foreach (var mark in Joined(marks))
        {
            var atStart = list.Count == 0 || list[^1].Kind == MarkKind.Break;
            var next = mark.Kind == MarkKind.Words && atStart ? Mark.Words(mark.Text.TrimStart()) : mark;
            if (next.Kind == MarkKind.Break)
            {
                TrimEnd(list);
            }

            if (next is { Kind: MarkKind.Words, Text: "" } || (next.Kind == MarkKind.Break && list.Count == 0) || (next == Mark.BlockEdge && list is [.., { Kind: MarkKind.Break }]))
            {
                continue;
            }

            list.Add(next);
        }

        while (list is [.., { IsSpace: true }])
        {
            list.RemoveAt(list.Count - 1);
        }

        TrimEnd(list);
        return list;
    }

    private static void TrimEnd(List<Mark> list)
    {
        if (list is [.., { Kind: MarkKind.Words } last])
        {
            list.RemoveAt(list.Count - 1);
            if (last.Text.TrimEnd() is { Length: > 0 } text)
            {
                list.Add(Mark.Words(text));
            }
        }
    }

    /// <summary>Words beside words become one piece, with no more than one line end between them.</summary>
    private static IEnumerable<Mark> Joined(IEnumerable<Mark> marks)
    {
        var words = "";
        foreach (var mark in marks)
        {
            if (mark.Kind == MarkKind.Words)
            {
                words += mark.Text;
                continue;
            }

            if (words.Length > 0)
            {
                yield return Mark.Words(OneLineEnd(words));
            }

            words = "";
            yield return mark;
        }

        if (words.Length > 0)
        {
            yield return Mark.Words(OneLineEnd(words));
        }
    }

    private static string OneLineEnd(string words)
    {
        if (!words.Contains('\n', StringComparison.Ordinal))
        {
            return words;
        }

        var lines = words.Split('\n');
        return string.Join('\n', lines.Select((l, i) => i == 0 ? l.TrimEnd() : i == lines.Length - 1 ? l.TrimStart() : l.Trim()).Where((l, i) => l.Length > 0 || i == 0 || i == lines.Length - 1));
    }
}
