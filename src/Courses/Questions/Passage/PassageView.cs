namespace Learning.Courses.Questions.Passage;

internal static class PassageView
{
    public static IReadOnlyList<AnswerField> Open(Question question, string order, string response)
    {
        var responses = PassageParts.Responses(question, response);
        return
        [
            .. PassageParts.WithOrder(question, order).SelectMany(p => KindRoles.Of(p.Part.Kind).Open(p.Part, p.Order, responses[p.Number - 1])
                .Prepend(AnswerField.TypedLine(FieldShape.Words, p.Part.Stem, ""))
                .Select(f => f with { Part = p.Number })),
        ];
    }

    public static IReadOnlyList<ReviewedField> Review(Question question, string order, string response)
    {
        var responses = PassageParts.Responses(question, response);
        return
        [
            .. PassageParts.WithOrder(question, order).SelectMany(p =>
            {
                var fields = KindRoles.Of(p.Part.Kind).Review(p.Part, p.Order, responses[p.Number - 1]);
                return fields.Select((f, i) => f with
                {
                    Label = i == 0 ? $"<strong>{p.Part.Stem}</strong> {f.Label}" : f.Label,
                    Explanation = i == fields.Count - 1 ? p.Part.Explanation : "",
                });
            }),
        ];
    }
}
