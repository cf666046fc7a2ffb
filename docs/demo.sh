#!/bin/sh
# The main job, end to end, on a demo clock that starts on 14/04/2021: the plan's activities are
# loaded, one of them goes from proposal to report, a wrong person is refused, another is found
# overdue. People are demo users. Nothing outside a temporary folder is touched.
#   WF=path/to/wf   WF_LANG=vi|en
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
WF=${WF:-wf}
WF_LANG=${WF_LANG:-vi}
WF_HOME=$(mktemp -d)
trap 'rm -rf "$WF_HOME"' EXIT
cp -R "$here/workflows" "$here/rules" "$WF_HOME/"
export WF_HOME WF_LANG
unset WF_STORE WF_SERVER WF_USER WF_NOW

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold= plain=; fi
title() { if [ "$WF_LANG" = vi ]; then printf '\n%s── %s%s\n' "$bold" "$1" "$plain"; else printf '\n%s── %s%s\n' "$bold" "$2" "$plain"; fi; }
on() { WF_NOW=$1; export WF_NOW; }
wf() {
    printf '\n%s$ wf' "$bold"
    for word in "$@"; do
        case $word in *[!A-Za-z0-9._/=@:,+-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '%s\n' "$plain"
    command "$WF" "$@"
}
# Runs a command that has to be refused.
refused() {
    set +e
    wf "$@"
    code=$?
    set -e
    [ "$code" -eq 1 ] || [ "$code" -eq 77 ] || { echo "expected a refusal, got exit $code" >&2; exit 1; }
}

cd "$WF_HOME"
cat > estimate.yaml <<'END'
- {item: Thuê giảng viên, unit: buổi, quantity: 6, unit_price: 4000000, source: su-nghiep-khcn-2021}
- {item: In tài liệu, unit: bộ, quantity: 60, unit_price: 150000, source: su-nghiep-khcn-2021}
- {item: Thuê hội trường, unit: ngày, quantity: 3, unit_price: 5000000, source: su-nghiep-khcn-2021}
END
for name in to-trinh quyet-dinh thong-bao danh-sach-hoc-vien bao-cao; do
    echo "Văn bản mẫu để trình diễn: $name" > "$name.txt"
done

on 2021-04-14T08:00:00+07:00
title "Kiểm tra định nghĩa" "Check the definitions"
wf check
title "Nạp 16 nhiệm vụ của Kế hoạch 149/KH-UBND" "Load the 16 activities of plan 149/KH-UBND"
wf load workflows/plan-149-2021.yaml --as khcn.minh
wf list

on 2021-04-20T09:00:00+07:00
title "Sở KH&CN lập dự toán và gửi thẩm định" "The Department of S&T prepares the estimate and sends it"
wf advance PL.II.8 submit --as khcn.linh --set estimate=@estimate.yaml --set finish_by=30/09/2021 --attach to-trinh=to-trinh.txt
wf show PL.II.8 --as khcn.linh

on 2021-04-22T10:00:00+07:00
title "Sở Tài chính thấy hồ sơ trong hộp việc; người khác không làm thay được" "The Department of Finance finds it in the inbox; nobody else can do it"
wf inbox --as tc.hoa
refused advance PL.II.8 pass --as khcn.linh
wf why PL.II.8 approve --as tc.hoa
wf advance PL.II.8 return --as tc.hoa --note 'Thiếu báo giá thuê hội trường'

on 2021-04-27T10:00:00+07:00
title "Bổ sung, thẩm định lại từ đầu, điều chỉnh" "Supplemented, appraised again from zero, adjusted"
wf advance PL.II.8 --as khcn.linh
on 2021-04-28T15:00:00+07:00
wf advance PL.II.8 adjust --as tc.hoa --set appraised=45.000.000 --note 'Giảm tiền in tài liệu theo định mức'

on 2021-05-05T07:45:00+07:00
title "Quá hạn được phát hiện, nhắc lên từng bậc" "Overdue work is found, and the ladder climbed"
wf tick
wf list --overdue
title "Bản tổng hợp gửi một người, trong nhật ký thông báo (8 dòng đầu)" "The digest one person gets, from the notification log (first 8 lines)"
# The text of a message stands at its end, after those of the messages it gathers.
if [ "$WF_LANG" = vi ]; then text='\2'; else text='\1'; fi
grep '"type":"wf.digest"' .wf/notifications.log | head -n 1 \
    | sed 's/.*"text":{"en":"\([^"]*\)","vi":"\([^"]*\)"}.*/'"$text"'/; s/\\n/\
/g' | sed 8q

on 2021-05-05T09:00:00+07:00
title "UBND tỉnh phê duyệt; triển khai; báo cáo" "The People's Committee approves; the work; the report"
wf advance PL.II.8 approve --as ubnd.vice --attach quyet-dinh=quyet-dinh.txt
on 2021-05-10T09:00:00+07:00
wf advance PL.II.8 start-work --as khcn.linh --set 'trainer=Đơn vị giảng dạy (trình diễn)' --set opening_on=2021-06-15 --attach thong-bao=thong-bao.txt
on 2021-06-15T08:00:00+07:00
wf advance PL.II.8 open-class --as khcn.linh --set trainees=58
on 2021-06-18T16:00:00+07:00
wf advance PL.II.8 finish --as khcn.linh --set trainees=58 --set 'delivered=01 lớp' --attach danh-sach-hoc-vien=danh-sach-hoc-vien.txt
on 2021-06-25T09:00:00+07:00
wf advance PL.II.8 report --as khcn.linh --set 'results=Đã tập huấn 58 học viên' --attach bao-cao=bao-cao.txt
on 2021-06-28T09:00:00+07:00
wf advance PL.II.8 accept-report --as ubnd.vice
wf history PL.II.8

title "Bảng theo dõi kế hoạch" "The board of the plan"
wf board plan-149-2021
title "Lịch sử không ai sửa lén được" "A history nobody can quietly change"
wf verify
