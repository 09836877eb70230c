namespace Learning.Courses.Questions.Passage;

/// <summary>Two to six parts, none of them a passage again, and each without a mistake of its own.</summary>
internal static class PassageCheck
{
    private const int MaxParts = 6;

    public static IEnumerable<string> Problems(Question question)
    {
        if (question.Parts.Count is < 2 or > MaxParts)
        {
            yield return "Question.PartCount";
        }

        foreach (var part in question.Parts)
        {
            if (part.Kind == QuestionKind.Passage)
            {
                yield return "Question.PassageInPassage";
                continue;
            }

            if (KindRoles.Of(part.Kind).IsMarkedByPerson)
            {
                yield return "Question.PassageMarkedByPerson";
                continue;
            }

            foreach (var code in KindRoles.Of(part.Kind).Check(part))
            {
                yield return code;
            }
        }
    }
}
