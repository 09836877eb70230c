namespace Learning.Courses.Catalogue.Reading;

/// <summary>Reads what course.md says of the making of papers. Whether a bank can meet it is asked later, of the bank.</summary>
internal static class BlueprintReader
{
    private static readonly string[] Criteria = ["lesson", "theme", "difficulty", "kind"];

    /// <summary>Null where the quiz has none.</summary>
    public static Blueprint? Read(FrontMatter quiz)
    {
        const string Field = "blueprint";
        if (!quiz.Has(Field))
        {
            return null;
        }

        if (quiz.Has("questions"))
        {
            quiz.Report(quiz.LineOf("questions"), "Content.QuestionsAndBlueprint");
        }

        var items = quiz.Each(Field).ToList();
        var blueprint = new Blueprint([.. items.Select(ReadItem)]) { Lines = [.. items.Select(i => i.Line)] };
        if (blueprint.Items.All(i => i.Count > 0) && blueprint.Questions is < 1 or > CourseHead.MostQuestions)
        {
            quiz.Report(quiz.LineOf(Field), "Content.NumberOutOfRange", Field, 1, CourseHead.MostQuestions);
        }

        return blueprint;
    }

    public static Shuffle ReadShuffle(FrontMatter quiz)
    {
        const string Field = "shuffle";
        var word = quiz.OptionalText(Field);
        if (word is null)
        {
            return Shuffle.Both;
        }

        var known = Enum.GetValues<Shuffle>().Where(s => s.ToString().ToLowerInvariant() == word).ToList();
        if (known.Count == 0)
        {
            quiz.Report(quiz.LineOf(Field), "Content.UnknownShuffle", word);
        }

        return known.FirstOrDefault(Shuffle.Both);
    }

    private static BlueprintItem ReadItem(FrontMatter item)
    {
        if (item.Has("question") == item.Has("draw"))
        {
            item.Report(item.Line, "Content.BlueprintItem");
            return new BlueprintItem("", 0);
        }

        var read = item.Has("question")
            ? new BlueprintItem(item.Text("question"), 0)
            : ReadDraw(item.Number("draw", 1, CourseHead.MostQuestions), [.. Criteria.Select(c => item.OptionalText(c) ?? "")]);
        item.ReportUnknownFields();
        return read;
    }

    private static BlueprintItem ReadDraw(int draw, string[] criteria) => new("", draw, criteria[0], criteria[1], criteria[2], criteria[3]);
}
