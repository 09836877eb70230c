namespace Learning.Courses.Questions.Passage;

/// <summary>Part by part. A part keeps its place: one that has moved could be another question of the same shape.</summary>
internal static class PassageCarry
{
    public static Outcome<Carried> Run(Question from, Question to, string order, string response)
    {
        if (from.Parts.Count != to.Parts.Count || from.Parts.Where((part, i) => to.Parts.Where((other, j) => i != j && other.Stem == part.Stem).Any()).Any())
        {
            return new Refusal("Carry.PartsDiffer");
        }

        var responses = PassageParts.Responses(from, response);
        var carried = PassageParts.WithOrder(from, order).Select(p => CarryAnswer.Run(p.Part, to.Parts[p.Number - 1], p.Order, responses[p.Number - 1])).ToList();
        return carried.Find(c => c.Refusal is not null).Refusal is { } refusal
            ? refusal
            : new Carried(PassageParts.Order([.. carried.Select(c => c.Value!.Order)]), PassageParts.Join([.. carried.Select(c => c.Value!.Response)]));
    }
}
